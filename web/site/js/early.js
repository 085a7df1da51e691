// Before the first paint: a link to an answer makes room for it, so that nothing jumps when it comes.
document.documentElement.classList.toggle('answering', location.hash.startsWith('#/image/'));
