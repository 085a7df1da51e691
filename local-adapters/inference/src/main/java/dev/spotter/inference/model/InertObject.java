package dev.spotter.inference.model;

/**
 * Stands for an object that a pickle asks for and that is no tensor, dict, list, text or number: training arguments, a
 * counter, a device. Nothing is looked up, created or executed for it. What the pickle passes to the object is dropped.
 *
 * @param global the Python class or function that the pickle asks for, as the file says it
 */
record InertObject(String global) {}
