/** The application over real stores and a scripted classifier. */
@NullMarked
package dev.spotter.storage.application;

import org.jspecify.annotations.NullMarked;
