/** Puts the page together. */
import { predictionByFilename } from './api.js';
import { takePhotos } from './choose.js';
import { find } from './dom.js';
import { untilDecided } from './poll.js';
import { Preview } from './preview.js';
import { TaskView } from './task.js';
import { PhotoUpload } from './upload.js';
import { AnswerView } from './view.js';

const preview = new Preview();
const photoView = new AnswerView(find('#photo-answer', HTMLElement), find('#answer-title', HTMLElement));
const lookupView = new AnswerView(find('#lookup-answer', HTMLElement), find('#lookup-title', HTMLElement));
const photoTask = new TaskView(photoView);
const lookupTask = new TaskView(lookupView);
const notice = find('#drop-notice', HTMLElement);
const filename = find('#filename', HTMLInputElement);

photoView.idle('No photo yet. The answer will be here.');

takePhotos(find('#choose', HTMLInputElement), {
  onNotice: (text) => {
    notice.textContent = text;
  },
  onPhoto: (file) => {
    const upload = new PhotoUpload(file);
    void preview.show(file);
    void photoTask.start({
      start: 'Sending the photo …',
      again: 'Try again',
      run: (signal) =>
        upload.run(signal, {
          onSent: (sentBytes, totalBytes) => photoView.progress(sentBytes, totalBytes),
          onStored: (receipt) => {
            preview.stored(file, receipt);
            photoView.waiting('Looking at the photo …');
          },
        }),
    });
  },
});

find('#lookup', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const name = filename.value;
  void lookupTask.start({
    start: `Looking for ${name} …`,
    again: 'Look again',
    run: (signal) => untilDecided((s) => predictionByFilename(name, s), signal),
  });
});
