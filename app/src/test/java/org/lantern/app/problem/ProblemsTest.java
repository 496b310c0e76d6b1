package org.lantern.app.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lantern.imaging.ImagingException;
import org.lantern.resources.Texts;
import org.lantern.storage.StorageException;

class ProblemsTest {
    private final Problems problems = new Problems(Texts.in(Locale.ENGLISH));

    static Stream<Class<?>> failures() {
        return Stream.of(ImagingException.class, StorageException.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_of_imaging_and_storage_has_words_in_both_languages(Class<?> failure) {
        var family = failure.getSuperclass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
        for (var language : Texts.LANGUAGES) {
            for (var part : new String[]{".what", ".advice"}) {
                assertTrue(Texts.in(language).has("problem." + family + "." + failure.getSimpleName() + part),
                        failure.getName());
            }
        }
    }

    @Test
    void the_words_depend_on_the_type_and_never_hold_the_message() {
        var problem = problems.of(new CompletionException(new IOException("ZZTOP^PATIENT.dcm")));
        assertFalse(problem.line().contains("ZZTOP"));
        assertFalse(problem.bug());
        assertEquals(problems.of(new StorageException.WrongPassword()).what(),
                "User name and password do not open this vault.");
        assertFalse(problems.of(new NoSuchFileException("ZZTOP")).line().contains("ZZTOP"));
    }

    @Test
    void what_nobody_foresaw_is_called_a_fault_of_ours() {
        assertTrue(problems.of(new IllegalStateException("x")).bug());
    }
}
