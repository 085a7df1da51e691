/** The application over real stores and a scripted classifier. */
@NullMarked
package dev.spotter.local.application;

import org.jspecify.annotations.NullMarked;
