package org.lantern.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The walls of the house, as rules. Each is made for a root package, so that the same rule looks at the product
 * ({@code org.lantern}) and at the planted violations.
 */
final class Rules {
    /** Where each module may look: at itself, and at these. */
    private static final Map<String, Set<String>> MAY_USE = Map.of("resources", Set.of(), "imaging", Set.of(),
            "analytics", Set.of(), "storage", Set.of("imaging"), "app",
            Set.of("resources", "imaging", "analytics", "storage"));

    private final String root;

    Rules(String root) {
        this.root = root;
    }

    /** Every rule, by a name that says what it demands. */
    Map<String, ArchRule> all() {
        var rules = new TreeMap<String, ArchRule>();
        MAY_USE.forEach((module, allowed) -> rules.put("module " + module + " uses only " + allowed,
                moduleUsesOnly(module, allowed)));
        rules.put("JavaFX only in app", onlyIn("app..", "javafx..", "com.sun.javafx..", "atlantafx..",
                "org.controlsfx..", "org.kordamp.."));
        rules.put("SQL only in storage", onlyIn("storage..", "java.sql..", "javax.sql..", "org.jdbi..",
                "org.flywaydb..", "org.h2.."));
        rules.put("cryptography only in storage.crypto", onlyIn("storage.crypto..", "javax.crypto..",
                "org.bouncycastle..", "com.google.crypto..", "org.jasypt.."));
        rules.put("sockets only in imaging.network", noClasses().that(inProduct())
                .and().resideOutsideOfPackage(root + ".imaging.network..").should()
                .dependOnClassesThat(describe("open connections", Rules::opensConnections)));
        rules.put("no AWT, Swing or ImageIO", onlyIn("nowhere", "java.awt..", "javax.swing..", "javax.imageio.."));
        rules.put("ViewModels know no scene and no stage", noClasses().that(inProduct()).and()
                .haveSimpleNameEndingWith("ViewModel").should().dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml.."));
        rules.put("features do not use each other",
                slices().matching(root + ".app.feature.(*)..").should().notDependOnEachOther());
        rules.put("no cycles between packages", slices().assignedFrom(packages()).should().beFreeOfCycles());
        rules.put("standard output only in app.cli", noClasses().that(inProduct()).and()
                .resideOutsideOfPackage(root + ".app.cli..").and().doNotHaveFullyQualifiedName(root + ".app.Lantern")
                .should().accessTargetWhere(describe("System.out, System.err or printStackTrace", Rules::prints)));
        rules.put("time and chance come from app.compose", noClasses().that(inProduct()).and()
                .resideOutsideOfPackages(root + ".app.compose..", root + ".storage.crypto..").and()
                .doNotHaveFullyQualifiedName(root + ".app.Lantern").should()
                .accessTargetWhere(describe("the system's clock or unseeded chance", Rules::takesTimeOrChance)));
        rules.put("packages are named after things of the field", noClasses().that(inProduct()).should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..manager..",
                        "..impl..", "..misc.."));
        rules.put("types are named after things of the field", noClasses().that(inProduct()).should()
                .haveNameMatching(".*\\.(Abstract\\w+|\\w+(Util|Utils|Helper|Manager|Impl|Common))"));
        rules.put("no static state that changes", classes().that(inProduct()).should(haveNoMutableStatics()));
        rules.put("nobody interrupts a thread", noClasses().that(inProduct()).should()
                .accessTargetWhere(describe("interrupt another thread", Rules::interrupts)));
        return rules;
    }

    private DescribedPredicate<JavaClass> inProduct() {
        return resideInAPackage(root + "..");
    }

    private ArchRule moduleUsesOnly(String module, Set<String> allowed) {
        var others = MAY_USE.keySet().stream().filter(other -> !other.equals(module) && !allowed.contains(other))
                .map(other -> root + "." + other + "..").toArray(String[]::new);
        return noClasses().that().resideInAPackage(root + "." + module + "..").should().dependOnClassesThat()
                .resideInAnyPackage(others.length == 0 ? new String[]{"nowhere"} : others).allowEmptyShould(true);
    }

    private ArchRule onlyIn(String place, String... packages) {
        return noClasses().that(inProduct()).and().resideOutsideOfPackage(root + "." + place).should()
                .dependOnClassesThat(resideInAnyPackage(packages));
    }

    private static boolean opensConnections(JavaClass type) {
        return type.getPackageName().startsWith("java.net.http")
                || type.getPackageName().equals("java.net") && type.getSimpleName()
                        .matches(".*Socket.*|.*URLConnection|InetAddress|InetSocketAddress")
                || type.getPackageName().startsWith("java.nio.channels")
                        && type.getSimpleName().matches(".*(Socket|Datagram).*");
    }

    private static boolean prints(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return target.getOwner().isEquivalentTo(System.class) && Set.of("out", "err").contains(target.getName())
                || target.getOwner().isAssignableTo(Throwable.class) && target.getName().equals("printStackTrace");
    }

    /** Putting the flag of one's own thread back after catching it is no interruption. */
    private static boolean interrupts(JavaAccess<?> access) {
        boolean own = access.getOrigin().getAccessesFromSelf().stream().map(JavaAccess::getTarget)
                .anyMatch(target -> target.getOwner().isEquivalentTo(Thread.class)
                        && target.getName().equals("currentThread"));
        return access.getTarget().getOwner().isEquivalentTo(Thread.class)
                && access.getTarget().getName().equals("interrupt") && !own;
    }

    private static boolean takesTimeOrChance(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        var owner = target.getOwner();
        var name = target.getName();
        boolean withoutArguments = target instanceof AccessTarget.CodeUnitCallTarget call
                && call.getRawParameterTypes().isEmpty();
        return owner.getPackageName().equals("java.time") && name.equals("now") && withoutArguments
                || owner.isEquivalentTo(java.time.Clock.class) && name.startsWith("system")
                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isEquivalentTo(java.util.Date.class) && name.equals("<init>") && withoutArguments
                || owner.isEquivalentTo(java.util.UUID.class) && name.equals("randomUUID")
                || owner.isEquivalentTo(Math.class) && name.equals("random")
                || owner.isEquivalentTo(java.util.concurrent.ThreadLocalRandom.class)
                || owner.isEquivalentTo(java.util.Random.class) && name.equals("<init>") && withoutArguments
                || owner.isEquivalentTo(java.util.random.RandomGenerator.class) && name.equals("getDefault")
                || owner.isEquivalentTo(java.security.SecureRandom.class)
                        && (name.equals("<init>") || name.startsWith("getInstance"));
    }

    /** Each package is a slice of its own. */
    private SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(root)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static ArchCondition<JavaClass> haveNoMutableStatics() {
        return new ArchCondition<>("have no static state that changes") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields()) {
                    var modifiers = field.getModifiers();
                    boolean mutable = modifiers.contains(JavaModifier.STATIC)
                            && !modifiers.contains(JavaModifier.FINAL)
                            && !modifiers.contains(JavaModifier.SYNTHETIC);
                    if (mutable) {
                        events.add(
                                SimpleConditionEvent.violated(field, field.getFullName() + " is static and changes"));
                    }
                }
            }
        };
    }
}
