package org.lantern.storage.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method of a vault's service demands before it does anything; empty for what shows nothing of anybody. Every
 * public method of a service says so; a test calls each as each role and compares.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    /** Any of these is enough; none: everybody may. */
    Permission[] value();
}
