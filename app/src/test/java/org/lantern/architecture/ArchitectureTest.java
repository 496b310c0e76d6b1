package org.lantern.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = Classes.ofTheProduct();
    private static final JavaClasses PLANTED = Classes.planted();
    /** Rules of the planted house that have nothing to break: the app may use every other module. */
    private static final String UNBREAKABLE = "module app ";

    @TestFactory
    Stream<DynamicTest> the_product_keeps_every_rule() {
        return new Rules("org.lantern").all().entrySet().stream().map(rule -> DynamicTest.dynamicTest(rule.getKey(),
                () -> rule.getValue().allowEmptyShould(true).check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> a_planted_violation_breaks_every_rule() {
        return new Rules("org.lantern.architecture.planted").all().entrySet().stream()
                .filter(rule -> !rule.getKey().startsWith(UNBREAKABLE))
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(),
                        () -> assertTrue(rule.getValue().allowEmptyShould(true).evaluate(PLANTED).hasViolation(),
                                "nothing breaks: " + rule.getKey())));
    }

    @TestFactory
    Stream<DynamicTest> every_module_was_seen() {
        return Classes.MODULES.stream().map(module -> DynamicTest.dynamicTest(module, () -> {
            var root = "org.lantern." + module;
            long count = PRODUCT.stream().filter(type -> type.getPackageName().startsWith(root))
                    .filter(type -> !type.getSimpleName().equals("package-info")).count();
            assertTrue(count > 0, "no class of " + module + " was seen");
        }));
    }

    @Test
    void no_test_class_and_no_foreign_root_is_taken_for_the_product() {
        assertFalse(PRODUCT.contain(ArchitectureTest.class));
        for (var type : PRODUCT) {
            var module = type.getPackageName().split("\\.")[2];
            assertTrue(Set.copyOf(Classes.MODULES).contains(module), type.getName());
        }
    }
}
