package org.lantern.app.feature.viewer;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lantern.imaging.ImagingException;
import org.lantern.imaging.dicom.DataSet;
import org.lantern.imaging.dicom.PersonName;
import org.lantern.imaging.dicom.Tag;
import org.lantern.imaging.pixel.VoiLut;
import org.lantern.resources.Texts;

/**
 * The texts in the corners of a picture, from its own file. What the file does not say is not shown.
 *
 * @param topLeft whose picture it is
 * @param topRight of which study and series
 * @param bottomLeft which image, where
 * @param bottomRight how it is shown
 */
record CornerText(String topLeft, String topRight, String bottomLeft, String bottomRight) {
    static final CornerText NONE = new CornerText("", "", "", "");

    /** How much is written. */
    enum Amount {
        ALL, ESSENTIAL, NONE;

        Amount next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** @param zoomPercent screen pixels for a hundred image pixels */
    static CornerText of(Picture picture, int imageCount, Optional<VoiLut.Window> window, long zoomPercent,
            Amount amount, Texts texts) {
        if (amount == Amount.NONE) {
            return NONE;
        }
        var header = picture.source().header();
        var who = header.personName(Tag.PatientName).map(CornerText::name).orElse("");
        var id = header.text(Tag.PatientID).orElse("");
        var image = texts.get("viewer.corner.image", picture.index() + 1, imageCount);
        var unit = picture.source().presentation().modality().unit();
        var levels = window.map(shown -> texts.get("viewer.corner.window", number(shown.center(), texts),
                number(shown.width(), texts)) + (unit.equals("HU") ? " HU" : "")).orElse("");
        if (amount == Amount.ESSENTIAL) {
            return new CornerText(lines(who, id), "", image, levels);
        }
        var birth = date(header, Tag.PatientBirthDate, texts);
        var sex = header.text(Tag.PatientSex).orElse("");
        var series = lines(texts.get("viewer.corner.series", header.text(Tag.SeriesNumber).orElse("–")) + " "
                + header.text(Tag.SeriesDescription).orElse(""));
        var study = Stream.of(date(header, Tag.StudyDate, texts), header.text(Tag.StudyDescription).orElse(""))
                .filter(text -> !text.isBlank()).toList();
        var institution = header.text(Tag.InstitutionName).orElse("");
        return new CornerText(lines(who, id, join("  ", birth, sex)),
                lines(Stream.concat(study.stream(), Stream.of(series, institution)).toArray(String[]::new)),
                lines(place(header, texts), thickness(header, texts), image),
                lines(acquisition(header), picture.source().frame().format().columns() + " × "
                        + picture.source().frame().format().rows(),
                        texts.get("viewer.corner.zoom", zoomPercent), levels));
    }

    // Family name first, as in the identity bar and the worklist.
    private static String name(PersonName name) {
        var latin = name.alphabetic();
        var han = name.ideographic();
        return join("  ", han.family() + han.given(), join(" ", latin.family(), latin.given(), latin.middle()));
    }

    private static String place(DataSet header, Texts texts) {
        return decimal(header, Tag.SliceLocation).map(mm -> texts.get("viewer.corner.location", one(mm, texts)))
                .orElse("");
    }

    private static String thickness(DataSet header, Texts texts) {
        return decimal(header, Tag.SliceThickness).map(mm -> texts.get("viewer.corner.thickness", one(mm, texts)))
                .orElse("");
    }

    // Abbreviations of physics are the same in both languages.
    private static String acquisition(DataSet header) {
        var parts = new ArrayList<String>();
        header.text(Tag.KVP).ifPresent(kv -> parts.add(kv + " kV"));
        header.text(Tag.RepetitionTime).ifPresent(ms -> parts.add("TR " + ms));
        header.text(Tag.EchoTime).ifPresent(ms -> parts.add("TE " + ms));
        return String.join("  ", parts);
    }

    private static String date(DataSet header, Tag tag, Texts texts) {
        try {
            return header.date(tag).map(day -> format(day, texts)).orElse("");
        } catch (ImagingException _) {
            return header.text(tag).orElse("");
        }
    }

    static String format(LocalDate day, Texts texts) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(texts.language()).format(day);
    }

    private static Optional<Double> decimal(DataSet header, Tag tag) {
        try {
            var value = header.decimal(tag);
            return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
        } catch (ImagingException _) {
            return Optional.empty();
        }
    }

    private static String one(double value, Texts texts) {
        return String.format(texts.language(), "%.1f", value);
    }

    /** A window's number: whole where it is large, with decimals where these matter. */
    static String number(double value, Texts texts) {
        double size = Math.abs(value);
        boolean whole = size >= 100 || value == Math.rint(value);
        return String.format(texts.language(), whole ? "%.0f" : size >= 1 ? "%.1f" : "%.4f", value);
    }

    private static String join(String between, String... parts) {
        return Stream.of(parts).filter(text -> !text.isBlank()).collect(Collectors.joining(between));
    }

    private static String lines(String... lines) {
        return List.of(lines).stream().map(String::strip).filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
