/** Puts the page together. */
import { AlbumStorage } from './album-storage.js';
import { predictionByFilename } from './api.js';
import { PhotoView } from './photo-view.js';
import { find } from './dom.js';
import { Frame } from './frame.js';
import { takePhotos } from './photo-input.js';
import { PhotoList } from './photo-list.js';
import { Photos } from './photos.js';
import { hashOf, imageIdIn } from './route.js';
import { loaded } from './problem.js';
import { explain } from './problem-words.js';
import { news } from './stage-words.js';

/** @import { Photo } from './photo.js' */

const chooser = find('#choose', HTMLInputElement);
const notice = find('#input-notice', HTMLElement);
const newsPlace = find('#news', HTMLElement);
const filename = find('#filename', HTMLInputElement);
const lookupStatus = find('#lookup-answer', HTMLElement);
const frame = new Frame();
const answer = new PhotoView(chooser);
const title = document.title;
/** @type {WeakMap<Photo, string>} what was read out of each last */
const told = new WeakMap();
/** @type {Photo | undefined} */
let current;
let lookupRun = new AbortController();

const photos = new Photos(new AlbumStorage(), {
  onChange: (photo) => {
    list.update(photo);
    tell(photo);
    if (photo === current) {
      frame.update();
      answer.update();
      noteAddress();
    }
  },
  onList: () => {
    list.refresh();
    if (current?.own && !photos.all.includes(current)) {
      show(undefined);
    }
  },
});
const list = new PhotoList(photos, (photo) => {
  show(photo);
  answer.focus();
});

const input = {
  /** @param {File[]} files */
  onPhotos: (files) => {
    const [first] = photos.add(files);
    list.showAll();
    show(first);
  },
  /** @param {string} words */
  onNotice: (words) => {
    notice.textContent = words;
  },
};
takePhotos([chooser, find('#camera', HTMLInputElement)], input);

find('#samples', HTMLElement).addEventListener('click', (event) => {
  const name = event.target instanceof Element && event.target.closest('button')?.dataset.sample;
  if (name) {
    void takeSample(name);
  }
});

find('#lookup', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void lookUp();
});

photos.recall();
showAddressed();

addEventListener('hashchange', showAddressed);
addEventListener('online', () => photos.resume());
addEventListener('pageshow', (event) => event.persisted && photos.resume());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && photos.resume());
addEventListener('beforeunload', (event) => {
  if (photos.unsaved) {
    event.preventDefault();
  }
});

/** @param {string} name */
async function takeSample(name) {
  try {
    const { fetchSample } = await loaded(import('./samples.js'));
    const file = await fetchSample(name);
    input.onNotice('');
    input.onPhotos([file]);
  } catch (error) {
    input.onNotice(inOneLine(error));
  }
}

async function lookUp() {
  lookupRun.abort();
  const { signal } = (lookupRun = new AbortController());
  lookupStatus.textContent = `Looking for ${filename.value} …`;
  try {
    const { prediction } = await predictionByFilename(filename.value, signal);
    lookupStatus.textContent = '';
    show(photos.open(prediction.imageId, prediction.filename));
    answer.focus();
  } catch (error) {
    if (!signal.aborted) {
      lookupStatus.textContent = inOneLine(error);
    }
  }
}

/** @param {unknown} error */
function inOneLine(error) {
  const { title, detail } = explain(error);
  return `${title}. ${detail}`;
}

/** @param {Photo | undefined} photo */
function show(photo) {
  const before = current;
  current = photo;
  frame.show(photo);
  answer.show(photo);
  list.mark(photo);
  const hash = photo?.imageId === undefined ? '' : hashOf(photo.imageId);
  if (location.hash !== hash) {
    history.pushState(null, '', hash || location.pathname + location.search);
  }
  if (before && !before.own) {
    before.drop();
  }
  noteTitle();
}

function showAddressed() {
  const imageId = imageIdIn(location.hash);
  if (imageId !== current?.imageId || !current) {
    show(imageId === undefined ? undefined : photos.open(imageId));
  }
}

/** Once a photo has an id, the address names it, without a step back to before it had. */
function noteAddress() {
  const hash = current?.imageId === undefined ? '' : hashOf(current.imageId);
  if (hash !== '' && location.hash !== hash) {
    history.replaceState(null, '', hash);
  }
  noteTitle();
}

function noteTitle() {
  const prediction = current?.prediction;
  document.title = prediction?.status === 'CLASSIFIED' ? `${prediction.label}: ${prediction.filename} · Spotter` : title;
}

/** @param {Photo} photo */
function tell(photo) {
  const words = news(photo);
  if (words !== (told.get(photo) ?? '')) {
    told.set(photo, words);
    if (words !== '') {
      newsPlace.textContent = words;
    }
  }
}
