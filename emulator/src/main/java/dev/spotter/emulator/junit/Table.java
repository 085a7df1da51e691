package dev.spotter.emulator.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter of type {@link String}: the name of an empty table of this test. It is deleted after the test, or
 * after the class if the class requested it first.
 *
 * <p>A key is an attribute's name, which is a string, or a name with its type: {@code uploadedAt:N}, {@code hash:B}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Table {
    /** Tells several tables of one test apart; letters, digits, hyphens. */
    String value() default "";

    String partitionKey() default "imageId";

    /** Empty for none. */
    String sortKey() default "";

    Index[] indexes() default {};

    /** A global secondary index with all attributes. */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Index {
        String name();

        String partitionKey();

        /** Empty for none. */
        String sortKey() default "";
    }
}
