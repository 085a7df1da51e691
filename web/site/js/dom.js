/** Elements that index.html must have, found with their type. */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T}
 */
export function find(selector, type, root = document) {
  const element = root.querySelector(selector);
  if (element instanceof type) {
    return element;
  }
  throw new TypeError(`the page has no ${type.name} at ${selector}`);
}

/**
 * A copy of what is in a template.
 *
 * @param {string} id
 * @returns {DocumentFragment}
 */
export function fresh(id) {
  return document.importNode(find(`template#${id}`, HTMLTemplateElement).content, true);
}
