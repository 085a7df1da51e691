package dev.spotter.emulator.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter of type {@link String}: the name of an empty bucket of this test. It is deleted with its content after
 * the test, or after the class if the class requested it first.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Bucket {
    /** Tells several buckets of one test apart; lower-case letters, digits and hyphens. */
    String value() default "";
}
