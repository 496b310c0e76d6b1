package org.lantern.imaging.dicom;

import java.util.HashMap;
import java.util.Map;

/**
 * How a data set is encoded, PS3.5 annex A and PS3.6 table A-1.
 *
 * @param explicitVr whether element headers hold the VR
 * @param bigEndian the byte order of the data set
 * @param deflated whether the whole data set after the file meta information is one deflate stream
 * @param encapsulated whether pixel data come as a sequence of fragments
 * @param known whether this program knows the UID: for others it assumes explicit VR, little endian, encapsulated, which
 *     every syntax added since 1993 has been (PS3.5 section 10)
 */
public record TransferSyntax(String uid, String name, boolean explicitVr, boolean bigEndian, boolean deflated,
        boolean encapsulated, boolean retired, boolean known) {

    private static final String ROOT = "1.2.840.10008.1.2.";

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN = nativeOf("1.2.840.10008.1.2",
            "Implicit VR Little Endian", false, false, false);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN = nativeOf("1.2.840.10008.1.2.1",
            "Explicit VR Little Endian", true, false, false);
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = nativeOf("1.2.840.10008.1.2.1.99",
            "Deflated Explicit VR Little Endian", true, false, true);
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN = new TransferSyntax("1.2.840.10008.1.2.2",
            "Explicit VR Big Endian", true, true, false, false, true, true);
    public static final TransferSyntax ENCAPSULATED_UNCOMPRESSED = compressed("1.98",
            "Encapsulated Uncompressed Explicit VR Little Endian");
    public static final TransferSyntax DEFLATED_IMAGE_FRAME = compressed("8.1", "Deflated Image Frame Compression");
    public static final TransferSyntax RLE_LOSSLESS = compressed("5", "RLE Lossless");
    public static final TransferSyntax JPEG_BASELINE = compressed("4.50", "JPEG Baseline (Process 1)");
    public static final TransferSyntax JPEG_EXTENDED = compressed("4.51", "JPEG Extended (Process 2 and 4)");
    public static final TransferSyntax JPEG_LOSSLESS = compressed("4.57",
            "JPEG Lossless, Non-Hierarchical (Process 14)");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 = compressed("4.70",
            "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])");
    public static final TransferSyntax JPEG_LS_LOSSLESS = compressed("4.80", "JPEG-LS Lossless Image Compression");
    public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS = compressed("4.81",
            "JPEG-LS Lossy (Near-Lossless) Image Compression");
    public static final TransferSyntax JPEG_2000_LOSSLESS = compressed("4.90",
            "JPEG 2000 Image Compression (Lossless Only)");
    public static final TransferSyntax JPEG_2000 = compressed("4.91", "JPEG 2000 Image Compression");
    public static final TransferSyntax HTJ2K_LOSSLESS = compressed("4.201",
            "High-Throughput JPEG 2000 Image Compression (Lossless Only)");
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL = compressed("4.202",
            "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)");
    public static final TransferSyntax HTJ2K = compressed("4.203", "High-Throughput JPEG 2000 Image Compression");
    public static final TransferSyntax JPEG_XL_LOSSLESS = compressed("4.110", "JPEG XL Lossless");
    public static final TransferSyntax JPEG_XL_JPEG_RECOMPRESSION = compressed("4.111", "JPEG XL JPEG Recompression");
    public static final TransferSyntax JPEG_XL = compressed("4.112", "JPEG XL");
    public static final TransferSyntax MPEG2_MAIN = compressed("4.100", "MPEG2 Main Profile / Main Level");
    public static final TransferSyntax MPEG2_HIGH = compressed("4.101", "MPEG2 Main Profile / High Level");
    public static final TransferSyntax MPEG4_HP41 = compressed("4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1");
    public static final TransferSyntax HEVC_MP51 = compressed("4.107", "HEVC/H.265 Main Profile / Level 5.1");
    public static final TransferSyntax HEVC_M10P51 = compressed("4.108", "HEVC/H.265 Main 10 Profile / Level 5.1");

    private static final Map<String, TransferSyntax> ALL = byUid(IMPLICIT_VR_LITTLE_ENDIAN,
            EXPLICIT_VR_LITTLE_ENDIAN, DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN,
            ENCAPSULATED_UNCOMPRESSED, DEFLATED_IMAGE_FRAME, RLE_LOSSLESS, JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS,
            JPEG_LOSSLESS_SV1, JPEG_LS_LOSSLESS, JPEG_LS_NEAR_LOSSLESS, JPEG_2000_LOSSLESS, JPEG_2000, HTJ2K_LOSSLESS,
            HTJ2K_LOSSLESS_RPCL, HTJ2K, JPEG_XL_LOSSLESS, JPEG_XL_JPEG_RECOMPRESSION, JPEG_XL, MPEG2_MAIN, MPEG2_HIGH,
            MPEG4_HP41, HEVC_MP51, HEVC_M10P51,
            compressed("4.92", "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)"),
            compressed("4.93", "JPEG 2000 Part 2 Multi-component Image Compression"),
            nativeOf("1.2.840.10008.1.2.4.94", "JPIP Referenced", true, false, false),
            nativeOf("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", true, false, true),
            nativeOf("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced", true, false, false),
            nativeOf("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate", true, false, true),
            compressed("4.100.1", "Fragmentable MPEG2 Main Profile / Main Level"),
            compressed("4.101.1", "Fragmentable MPEG2 Main Profile / High Level"),
            compressed("4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"),
            compressed("4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
            compressed("4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
            compressed("4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
            compressed("4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
            compressed("4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
            compressed("4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
            compressed("4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
            compressed("4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
            retired("4.52", "JPEG Extended (Process 3 and 5)"),
            retired("4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 and 8)"),
            retired("4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 and 9)"),
            retired("4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 and 12)"),
            retired("4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 and 13)"),
            retired("4.58", "JPEG Lossless, Non-Hierarchical (Process 15)"),
            retired("4.59", "JPEG Extended, Hierarchical (Process 16 and 18)"),
            retired("4.60", "JPEG Extended, Hierarchical (Process 17 and 19)"),
            retired("4.61", "JPEG Spectral Selection, Hierarchical (Process 20 and 22)"),
            retired("4.62", "JPEG Spectral Selection, Hierarchical (Process 21 and 23)"),
            retired("4.63", "JPEG Full Progression, Hierarchical (Process 24 and 26)"),
            retired("4.64", "JPEG Full Progression, Hierarchical (Process 25 and 27)"),
            retired("4.65", "JPEG Lossless, Hierarchical (Process 28)"),
            retired("4.66", "JPEG Lossless, Hierarchical (Process 29)"),
            retired("6.1", "RFC 2557 MIME encapsulation"), retired("6.2", "XML Encoding"),
            new TransferSyntax("1.2.840.10008.1.20", "Papyrus 3 Implicit VR Little Endian", false, false, false, false,
                    true, true),
            new TransferSyntax("1.2.840.113619.5.2", "GE Private Implicit VR Big Endian pixels (DLX)", false, false,
                    false, false, false, true));

    /** The syntax with a UID; for one that nobody here knows see {@link #known}. */
    public static TransferSyntax of(String uid) {
        TransferSyntax syntax = ALL.get(uid);
        return syntax != null ? syntax : new TransferSyntax(uid, uid, true, false, false, true, false, false);
    }

    public boolean isExplicitVr() {
        return explicitVr;
    }

    public boolean isBigEndian() {
        return bigEndian;
    }

    public boolean isDeflated() {
        return deflated;
    }

    public boolean isEncapsulated() {
        return encapsulated;
    }

    @Override
    public String toString() {
        return known ? name + " (" + uid + ")" : uid;
    }

    private static Map<String, TransferSyntax> byUid(TransferSyntax... syntaxes) {
        Map<String, TransferSyntax> map = new HashMap<>();
        for (TransferSyntax syntax : syntaxes) {
            map.put(syntax.uid(), syntax);
        }
        return Map.copyOf(map);
    }

    private static TransferSyntax nativeOf(String uid, String name, boolean explicitVr, boolean bigEndian,
            boolean deflated) {
        return new TransferSyntax(uid, name, explicitVr, bigEndian, deflated, false, false, true);
    }

    private static TransferSyntax compressed(String tail, String name) {
        return new TransferSyntax(ROOT.concat(tail), name, true, false, false, true, false, true);
    }

    private static TransferSyntax retired(String tail, String name) {
        return new TransferSyntax(ROOT.concat(tail), name, true, false, false, true, true, true);
    }
}
