package org.lantern.imaging.dicom;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds all values of a data set and of its items against the rules for their VR (PS3.5 table 6.2-1) and for the VR and
 * multiplicity of their attribute (PS3.6). Private attributes are held against the rules for their VR only.
 */
public final class ValueCheck {
    private static final int MOST_FAULTS = 1000;
    private static final Pattern AGE = Pattern.compile("[0-9]{3}[DWMY]");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]*");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
    private static final Pattern TIME = Pattern.compile("([0-9]{2})(?:([0-9]{2})(?:([0-9]{2})(?:\\.[0-9]{1,6})?)?)?");
    private static final Pattern DATE_TIME = Pattern
            .compile("([0-9]{4})(?:([0-9]{2})(?:([0-9]{2})([0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:\\.[0-9]{1,6})?)?)?)?)?)?"
                    + "(?:([+-])([0-9]{2})([0-9]{2}))?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern URI = Pattern.compile("[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]*");
    private static final Pattern MULTIPLICITY = Pattern.compile("([0-9]+)(?:-([0-9]*)(n?))?");

    private final List<ValueFault> faults = new ArrayList<>();

    private ValueCheck() {}

    /** In the order of the data set; at most a thousand. Long binary values are not read. */
    public static List<ValueFault> faults(DataSet dataSet) {
        ValueCheck check = new ValueCheck();
        check.check(dataSet);
        return List.copyOf(check.faults);
    }

    private void check(DataSet dataSet) {
        for (int at = 0; at < dataSet.size() && faults.size() < MOST_FAULTS; at++) {
            check(dataSet, at);
        }
    }

    private void check(DataSet dataSet, int at) {
        Tag tag = new Tag(dataSet.tagCode(at));
        Vr vr = dataSet.vr(at);
        Optional<Dictionary.Entry> entry = Dictionary.of(tag);
        boolean known = entry.isPresent() && !entry.get().vrs().isEmpty() && vr != Vr.UN;
        if (known && !entry.get().vrs().contains(vr)) {
            add(dataSet, at, ValueFault.Rule.WRONG_VR);
        }
        if (vr == Vr.SQ) {
            dataSet.items(at).forEach(this::check);
        } else if (vr.form() == Vr.Form.BYTES) {
            if (dataSet.part(at) == null && dataSet.length(at) % vr.unitBytes() != 0) {
                add(dataSet, at, ValueFault.Rule.WIDTH);
            }
        } else if (!dataSet.isEmpty(at)) {
            if (!vr.isText() && dataSet.length(at) % vr.valueBytes() != 0) {
                add(dataSet, at, ValueFault.Rule.WIDTH);
                return;
            }
            List<String> values = Values.texts(dataSet, at);
            if (known && !values.isEmpty() && !fits(values.size(), entry.get().vm())) {
                add(dataSet, at, ValueFault.Rule.MULTIPLICITY);
            }
            if (vr.isText()) {
                for (String value : values) {
                    ValueFault.Rule broken = value.isEmpty() ? null : broken(vr, value);
                    if (broken != null) {
                        add(dataSet, at, broken);
                        break;
                    }
                }
            }
        }
    }

    private void add(DataSet dataSet, int at, ValueFault.Rule rule) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new ValueFault(new Tag(dataSet.tagCode(at)), dataSet.vr(at), dataSet.position(at), rule));
        }
    }

    /** @param vm as PS3.6 writes it: 3, 1-3, 1-n, 2-2n */
    static boolean fits(int count, String vm) {
        Matcher m = MULTIPLICITY.matcher(vm);
        if (!m.matches()) {
            return true;
        }
        int least = Integer.parseInt(m.group(1));
        if (m.group(2) == null) {
            return count == least;
        }
        if (m.group(3).isEmpty()) {
            return count >= least && count <= Integer.parseInt(m.group(2));
        }
        int step = m.group(2).isEmpty() ? 1 : Integer.parseInt(m.group(2));
        return count >= least && count % step == 0;
    }

    /** The first rule that a value breaks, or null. Padding is gone, and the value is not empty. */
    private static ValueFault.Rule broken(Vr vr, String value) {
        if (value.indexOf('\ufffd') >= 0 || !hasPlainCharacters(vr, value)) {
            return ValueFault.Rule.REPERTOIRE;
        }
        if (vr != Vr.PN && value.codePointCount(0, value.length()) > longest(vr)) {
            return ValueFault.Rule.TOO_LONG;
        }
        return switch (vr) {
            case AS -> form(AGE.matcher(value).matches());
            case CS -> CODE.matcher(value).matches() ? null : ValueFault.Rule.REPERTOIRE;
            case DA -> date(value);
            case TM -> time(value);
            case DT -> dateTime(value);
            case DS -> form(DECIMAL.matcher(value).matches());
            case IS -> integer(value);
            case UI -> form(Uids.isValid(value));
            case UR -> form(URI.matcher(value).matches());
            case PN -> name(value);
            default -> null;
        };
    }

    private static ValueFault.Rule form(boolean right) {
        return right ? null : ValueFault.Rule.FORM;
    }

    /** Control characters belong into the long texts only, and there no others than those that move on the page. */
    private static boolean hasPlainCharacters(Vr vr, String value) {
        boolean page = vr == Vr.LT || vr == Vr.ST || vr == Vr.UT;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean moves = c == '\t' || c == '\n' || c == '\f' || c == '\r';
            if ((c < ' ' || c == 0x7f) && !(page && moves) || !vr.usesCharacterSet() && c > '~') {
                return false;
            }
        }
        return true;
    }

    private static int longest(Vr vr) {
        return switch (vr) {
            case AE, CS, DS, SH -> 16;
            case IS -> 12;
            case LO, UI -> 64;
            case ST -> 1024;
            case LT -> 10240;
            case DT -> 26;
            case TM -> 14;
            default -> Integer.MAX_VALUE;
        };
    }

    private static ValueFault.Rule date(String value) {
        Matcher m = DATE.matcher(value);
        return !m.matches() ? ValueFault.Rule.FORM
                : isDay(m.group(1), m.group(2), m.group(3)) ? null : ValueFault.Rule.RANGE;
    }

    private static boolean isDay(String year, String month, String day) {
        try {
            LocalDate.of(Integer.parseInt(year), month == null ? 1 : Integer.parseInt(month),
                    day == null ? 1 : Integer.parseInt(day));
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static ValueFault.Rule time(String value) {
        Matcher m = TIME.matcher(value);
        if (!m.matches()) {
            return ValueFault.Rule.FORM;
        }
        boolean right = Integer.parseInt(m.group(1)) < 24
                && (m.group(2) == null || Integer.parseInt(m.group(2)) < 60)
                && (m.group(3) == null || Integer.parseInt(m.group(3)) <= 60);
        return right ? null : ValueFault.Rule.RANGE;
    }

    private static ValueFault.Rule dateTime(String value) {
        Matcher m = DATE_TIME.matcher(value);
        if (!m.matches()) {
            return ValueFault.Rule.FORM;
        }
        if (!isDay(m.group(1), m.group(2), m.group(3))) {
            return ValueFault.Rule.RANGE;
        }
        if (m.group(5) != null) {
            int minutes = Integer.parseInt(m.group(6)) * 60 + Integer.parseInt(m.group(7));
            if (minutes > (m.group(5).equals("-") ? 12 : 14) * 60 || Integer.parseInt(m.group(7)) > 59) {
                return ValueFault.Rule.RANGE;
            }
        }
        return m.group(4) == null ? null : time(m.group(4));
    }

    private static ValueFault.Rule integer(String value) {
        if (!INTEGER.matcher(value).matches()) {
            return ValueFault.Rule.FORM;
        }
        BigDecimal number = new BigDecimal(value);
        boolean fits = number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                && number.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) >= 0;
        return fits ? null : ValueFault.Rule.RANGE;
    }

    private static ValueFault.Rule name(String value) {
        String[] groups = value.split("=", -1);
        if (groups.length > 3) {
            return ValueFault.Rule.FORM;
        }
        for (String group : groups) {
            if (group.codePointCount(0, group.length()) > 64) {
                return ValueFault.Rule.TOO_LONG;
            }
            if (group.chars().filter(c -> c == '^').count() > 4) {
                return ValueFault.Rule.FORM;
            }
        }
        return null;
    }
}
