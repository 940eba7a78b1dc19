/** Runs in the page: controls that can be seen and have no name for a screen reader. */
[...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter((one) => one.offsetParent !== null)
  .filter((one) => {
    const name = one.getAttribute('aria-label') || one.textContent || one.closest('label')?.textContent;
    return !name?.trim();
  })
  .map((one) => one.outerHTML);
