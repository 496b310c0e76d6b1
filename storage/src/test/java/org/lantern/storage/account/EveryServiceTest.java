package org.lantern.storage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lantern.storage.StorageException;
import org.lantern.storage.TestVault;
import org.lantern.storage.annotation.Annotation;
import org.lantern.storage.annotation.Annotations;
import org.lantern.storage.annotation.Drawn;
import org.lantern.storage.annotation.SeriesView;
import org.lantern.storage.archive.Archive;
import org.lantern.storage.archive.PatientKey;
import org.lantern.storage.archive.Restrictions;
import org.lantern.storage.audit.AuditFilter;
import org.lantern.storage.audit.AuditTrail;
import org.lantern.storage.backup.Backups;
import org.lantern.storage.chart.Allergy;
import org.lantern.storage.chart.Chart;
import org.lantern.storage.chart.Demographics;
import org.lantern.storage.chart.Draft;
import org.lantern.storage.chart.Drafts;
import org.lantern.storage.chart.Encounter;
import org.lantern.storage.chart.Entry;
import org.lantern.storage.chart.Fact;
import org.lantern.storage.chart.Sex;
import org.lantern.storage.crypto.KdfCost;
import org.lantern.storage.importing.Importer;
import org.lantern.storage.importing.SyntheticSeries;
import org.lantern.storage.model.ModelStore;
import org.lantern.storage.upkeep.Upkeep;
import org.lantern.storage.vault.Credentials;
import org.lantern.storage.vault.Users;
import org.lantern.storage.vault.Vault;

/** Calls every method of every service of a vault as every role, and compares with what the method says it needs. */
class EveryServiceTest {
    private static final SyntheticSeries SERIES = SyntheticSeries.of(1, 1);

    @TempDir
    Path folder;

    @Test
    void every_public_method_of_every_service_says_what_it_needs() {
        List<String> silent = new ArrayList<>();
        for (Class<?> service : services(Vault.class, new ArrayList<>())) {
            for (Method method : methods(service)) {
                if (!method.isAnnotationPresent(Needs.class)) {
                    silent.add(service.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    @Test
    void the_services_that_are_tried_are_all_that_a_vault_hands_out() {
        assertEquals(Set.of(Vault.class, Access.class, Archive.class, Restrictions.class, Importer.class, Chart.class,
                Drafts.class, Annotations.class, ModelStore.class, Users.class, AuditTrail.class, Upkeep.class,
                Backups.class),
                Set.copyOf(services(Vault.class, new ArrayList<>())));
    }

    @Test
    void no_role_gets_past_a_permission_that_it_lacks_and_none_is_refused_what_it_has() throws Exception {
        Path root = folder.resolve("v");
        try (Vault vault = TestVault.create(root)) {
            vault.importer().store(SERIES.dataSets().iterator(), 1, _ -> {}, () -> false);
            for (Role role : Role.values()) {
                try (var password = TestVault.password()) {
                    vault.users().add(role.term(), role, Credentials.of(password), KdfCost.FLOOR);
                }
            }
        }
        Set<String> wrong = new TreeSet<>();
        int refusals = 0;
        for (Role role : Role.values()) {
            try (var password = TestVault.password();
                    Vault vault = Vault.open(root, role.term(), password, TestVault.CLOCK)) {
                for (Object service : instances(vault)) {
                    for (Method method : methods(service.getClass())) {
                        Permission[] needs = method.getAnnotation(Needs.class).value();
                        if (changesWhatOthersMay(method.getName(), role)) {
                            continue;
                        }
                        boolean allowed = needs.length == 0 || Arrays.stream(needs).anyMatch(role::may);
                        boolean refused = isRefused(service, method);
                        refusals += refused ? 1 : 0;
                        if (allowed == refused) {
                            wrong.add(role + " " + service.getClass().getSimpleName() + "." + method.getName());
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(refusals > 100, "only " + refusals + " refusals were seen");
    }

    /** These would let later calls be refused, or allowed, for another reason; tests of their own call them. */
    private static boolean changesWhatOthersMay(String method, Role role) {
        return switch (method) {
            case "close", "demand" -> true;
            case "breakGlass" -> role.may(Permission.BREAK_GLASS);
            case "restrict" -> role.may(Permission.RESTRICT);
            default -> false;
        };
    }

    private static boolean isRefused(Object service, Method method) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes()).map(EveryServiceTest::argument).toArray();
        try {
            Object result = method.invoke(service, arguments);
            if (result instanceof AutoCloseable open && !(result instanceof Vault)) {
                open.close();
            }
            return false;
        } catch (InvocationTargetException failure) {
            return failure.getCause() instanceof StorageException.NotPermitted;
        }
    }

    /** Something of each type that gets past every check before the permission's, and does no harm to later calls. */
    private static Object argument(Class<?> type) {
        if (type == String.class) {
            return SERIES.studyUid();
        } else if (type == PatientKey.class) {
            return new PatientKey(1);
        } else if (type == boolean.class) {
            return false;
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == long.class) {
            return 1L;
        } else if (type == int.class) {
            return 1;
        } else if (type == Permission.class) {
            return Permission.SEARCH;
        } else if (type == Role.class) {
            return Role.AUDITOR;
        } else if (type == List.class) {
            return List.of();
        } else if (type == java.util.Iterator.class) {
            return List.of().iterator();
        } else if (type == Fact.class) {
            return allergy();
        } else if (type == Entry.class) {
            return new Entry<>(1, 1, "admin", Instant.EPOCH, Optional.empty(), false, allergy());
        } else if (type == Demographics.class) {
            return new Demographics("", "", "", "", Sex.UNKNOWN, Optional.<LocalDate>empty(), false, "", "", "");
        } else if (type == Draft.class) {
            return new Draft(new PatientKey(1), Draft.Form.VISIT, Optional.empty(), Map.of());
        } else if (type == SeriesView.class) {
            return new SeriesView(SERIES.seriesUid(), "", "", false);
        } else if (type == Annotation.class) {
            return annotation();
        } else if (type == Drawn.class) {
            return new Drawn(1, 1, "admin", Instant.EPOCH, false, annotation());
        } else if (type == Credentials.class) {
            return Credentials.of(TestVault.password());
        } else if (type == KdfCost.class) {
            return KdfCost.FLOOR;
        } else if (type == AuditFilter.class) {
            return AuditFilter.ALL;
        } else if (type == OutputStream.class) {
            return OutputStream.nullOutputStream();
        } else if (type == Deed.class) {
            return Deed.of(Action.PRINTED, "");
        } else if (type == java.util.function.DoubleConsumer.class) {
            return (java.util.function.DoubleConsumer) _ -> {};
        } else if (type == java.util.function.BooleanSupplier.class) {
            return (java.util.function.BooleanSupplier) () -> false;
        }
        return type.isArray() ? Array.newInstance(type.componentType(), 0) : null;
    }

    private static Allergy allergy() {
        return new Allergy("Penicillin", "", Allergy.Severity.MODERATE);
    }

    private static Annotation annotation() {
        return new Annotation(SERIES.seriesUid() + ".1", 0, "length",
                List.of(new Annotation.Point(1, 2)), List.of(), "",
                java.util.OptionalDouble.empty(), "PATIENT", List.of(), false);
    }

    /** The service and whatever of ours it hands out without a permission. */
    private static List<Class<?>> services(Class<?> service, List<Class<?>> found) {
        found.add(service);
        for (Method method : methods(service)) {
            Class<?> type = method.getReturnType();
            boolean asksForNothing = method.isAnnotationPresent(Needs.class)
                    && method.getAnnotation(Needs.class).value().length == 0 && method.getParameterCount() == 0;
            if (asksForNothing && type.getName().startsWith("org.lantern.storage") && !type.isEnum()
                    && methods(type).stream().anyMatch(inner -> inner.isAnnotationPresent(Needs.class))
                    && !found.contains(type)) {
                services(type, found);
            }
        }
        return found;
    }

    private static List<Object> instances(Vault vault) {
        return List.of(vault, vault.access(), vault.archive(), vault.restrictions(), vault.importer(), vault.chart(),
                vault.chart().drafts(), vault.annotations(), vault.models(), vault.audit(), vault.users(),
                vault.upkeep(), vault.backups());
    }

    private static List<Method> methods(Class<?> service) {
        return Arrays.stream(service.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .sorted(java.util.Comparator.comparing(Method::toString)).toList();
    }
}
