package org.lantern.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.util.List;

/**
 * The classes that the rules look at.
 *
 * <p>Sibling modules are folders under {@code mvn test} and jars under {@code mvn verify}; both are read. Left out is
 * only the place where this test itself lies, known by its own code source, because its name differs between builds.
 */
final class Classes {
    /** The modules, each with the package that all its classes are in. */
    static final List<String> MODULES = List.of("resources", "imaging", "analytics", "storage", "app");

    private Classes() {}

    /** Every class of the product that is on the class path. */
    static JavaClasses ofTheProduct() {
        URI tests;
        try {
            tests = Classes.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        ImportOption notTheTests = location -> !location.asURI().toString().contains(tests.getPath());
        return new ClassFileImporter().withImportOption(notTheTests).importPackages("org.lantern");
    }

    /** The planted classes that break the rules. */
    static JavaClasses planted() {
        return new ClassFileImporter().importPackages("org.lantern.architecture.planted");
    }
}
