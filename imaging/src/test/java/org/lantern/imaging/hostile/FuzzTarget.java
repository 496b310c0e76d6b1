package org.lantern.imaging.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A way in which bytes from anywhere reach this module. An attack does with them what the program may do and checks the
 * results; it lets out nothing but {@link AssertionError}s and what should never be thrown.
 *
 * @param code the classes that a fuzzer watches, as patterns separated by colons
 * @param alike UIDs that corpus files must name to be seeds too; an expression that nothing fits where none do
 * @param own well-formed inputs to start from
 */
public record FuzzTarget(String name, String code, Pattern alike, Attack attack, Supplier<List<byte[]>> own) {
    /** What is done with an input. */
    public interface Attack {
        void run(byte[] bytes) throws Exception;
    }

    private static final int HEAD_BYTES = 600;
    private static final String DATA_SETS = "org.lantern.imaging.dicom.**";
    private static final String ANY = "1\\.2\\.840";
    private static final String NONE = "(?!)";
    private static final String DIRECTORIES = "1\\.2\\.840\\.10008\\.1\\.3\\.10";

    public static final List<FuzzTarget> ALL = List.of(reading("part10", ANY, Reading::part10, Seeds::files),
            reading("header", ANY, Reading::header, Seeds::files),
            reading("values", ANY, Reading::values, Seeds::files),
            reading("listing", ANY, Reading::listing, Seeds::files),
            reading("directory", DIRECTORIES, Reading::directory, Seeds::directories),
            reading("medium", DIRECTORIES, Media::directory, Seeds::directories),
            reading("zip", NONE, Media::zip, Seeds::zips),
            reading("character_sets", NONE, Texts::characterSets, Seeds::texts),
            reading("json", NONE, Texts::json, Seeds::json), reading("xml", NONE, Texts::xml, Seeds::xml),
            new FuzzTarget("picture", "org.lantern.imaging.pixel.**:org.lantern.imaging.geometry.**"
                    + ":org.lantern.imaging.measure.**", Pattern.compile("1\\.2\\.840\\.10008\\.1\\.2(\\.1|\\.2)?\0"),
                    Frames::picture, Seeds::pictures),
            frames("native_pixels", Frames.Kind.NATIVE, "2(\\.1|\\.2|\\.1\\.98)?", ""),
            frames("deflated_frame", Frames.Kind.DEFLATED, "2\\.8\\.1", ""),
            frames("rle", Frames.Kind.RLE, "2\\.5", "rle.*"),
            frames("jpeg_lossless", Frames.Kind.JPEG, "2\\.4\\.(57|70)", "lossless.*jpg"),
            frames("jpeg_dct", Frames.Kind.JPEG, "2\\.4\\.5[01]", "(baseline|extended).*jpg"),
            frames("jpeg_progressive", Frames.Kind.JPEG, "2\\.4\\.5[2-6]", "(progressive|spectral).*jpg"),
            frames("jpeg_ls", Frames.Kind.JPEG_LS, "2\\.4\\.8[01]", ".*jls"),
            frames("jpeg_2000", Frames.Kind.JPEG_2000, "2\\.4\\.9[01]", ".*(j2k|jp2)"),
            frames("htj2k", Frames.Kind.HTJ2K, "2\\.4\\.20[123]", ".*jph"));

    private static FuzzTarget reading(String name, String alike, Attack attack, Supplier<List<byte[]>> own) {
        return new FuzzTarget(name, DATA_SETS, Pattern.compile(alike), attack, own);
    }

    private static FuzzTarget frames(String name, Frames.Kind kind, String syntax, String streams) {
        return new FuzzTarget(name, "org.lantern.imaging.codec.**",
                Pattern.compile("1\\.2\\.840\\.10008\\.1\\." + syntax + "[^0-9.]"), bytes -> Frames.decode(bytes, kind),
                () -> Seeds.frames(kind, streams));
    }

    /** @throws java.util.NoSuchElementException if there is none of that name */
    public static FuzzTarget of(String name) {
        return ALL.stream().filter(target -> target.name.equals(name)).findFirst().orElseThrow();
    }

    /** Own inputs and what the corpus has of the kind, up to a length: a fuzzer changes few bytes at a time. */
    public List<byte[]> seeds(int mostBytes) {
        List<byte[]> seeds = new ArrayList<>(own.get());
        for (byte[] file : Seeds.corpus(mostBytes)) {
            String head = new String(file, 0, Math.min(file.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
            if (alike.matcher(head).find()) {
                seeds.add(file);
            }
        }
        seeds.removeIf(seed -> seed.length > mostBytes);
        return seeds;
    }

    /** Attacks with a copy of the bytes. */
    public void run(byte[] bytes) throws Exception {
        attack.run(Arrays.copyOf(bytes, bytes.length));
    }
}
