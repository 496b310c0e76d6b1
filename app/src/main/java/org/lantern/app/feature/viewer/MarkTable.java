package org.lantern.app.feature.viewer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measurements as comma-separated values (RFC 4180): a line for each number at full precision, with the image that it was
 * measured on. No name and no patient ID.
 */
final class MarkTable {
    private static final String HEAD = "mark,figure,sop_instance_uid,frame,quantity,value,unit,mm_from,text,points";

    private MarkTable() {}

    static String of(List<Mark> marks) {
        return Stream.concat(Stream.of(HEAD), marks.stream().flatMap(MarkTable::lines))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static Stream<String> lines(Mark mark) {
        var quantities = mark.findings().quantities();
        return quantities.isEmpty() ? Stream.of(line(mark, "", "", ""))
                : quantities.stream().map(quantity -> line(mark, quantity.name(),
                        Double.toString(quantity.value()), quantity.unit()));
    }

    private static String line(Mark mark, String quantity, String value, String unit) {
        var points = mark.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.3f %.3f", point.column() + 0.5, point.row() + 0.5))
                .collect(Collectors.joining("; "));
        return Stream.of(Integer.toString(mark.number()), mark.figure().name(), mark.ref().sopInstanceUid(),
                Integer.toString(mark.ref().frame() + 1), quantity, value, unit, mark.findings().source().name(),
                mark.words(), points).map(MarkTable::cell).collect(Collectors.joining(","));
    }

    // A cell that begins like a formula would be run by spreadsheets.
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0
                && !isNumber(text);
        var safe = formula ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9.]+(E-?[0-9]+)?");
    }
}
