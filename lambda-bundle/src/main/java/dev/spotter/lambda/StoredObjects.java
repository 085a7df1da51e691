package dev.spotter.lambda;

import java.util.List;

/**
 * What was found in an event.
 *
 * @param created the objects that it reports as created
 * @param unreadable why parts of it could not be read, which does not keep the objects from being classified
 */
record StoredObjects(List<StoredObject> created, List<IllegalArgumentException> unreadable) {
    StoredObjects {
        created = List.copyOf(created);
        unreadable = List.copyOf(unreadable);
    }
}
