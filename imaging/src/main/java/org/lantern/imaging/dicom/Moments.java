package org.lantern.imaging.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.lantern.imaging.ImagingException;

/** Dates and times: DA, TM and DT, PS3.5 table 6.2-1. */
final class Moments {
    private Moments() {}

    static Optional<LocalDate> date(DataSet dataSet, int at) throws ImagingException {
        String text = Values.firstText(dataSet, at);
        if (text == null) {
            return Optional.empty();
        }
        String digits = text.length() == 10 && text.charAt(4) == text.charAt(7)
                && (text.charAt(4) == '.' || text.charAt(4) == '-')
                        ? text.substring(0, 4) + text.substring(5, 7) + text.substring(8) : text;
        try {
            if (digits.length() == 8 && isDigits(digits)) {
                return Optional.of(LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)));
            }
        } catch (DateTimeException _) {
            throw dataSet.malformed(at, "not a date of the calendar");
        }
        throw dataSet.malformed(at, "not a date");
    }

    static Optional<LocalTime> time(DataSet dataSet, int at) throws ImagingException {
        String text = Values.firstText(dataSet, at);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(time(dataSet, at, text.replace(":", "")));
    }

    static Optional<Moment> moment(DataSet dataSet, int at) throws ImagingException {
        String text = Values.firstText(dataSet, at);
        if (text == null) {
            return Optional.empty();
        }
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        Optional<ZoneOffset> offset = Optional.empty();
        String local = text;
        try {
            if (sign > 0) {
                String zone = text.substring(sign + 1);
                if (zone.length() != 4 || !isDigits(zone)) {
                    throw dataSet.malformed(at, "not an offset from UTC");
                }
                int direction = text.charAt(sign) == '-' ? -1 : 1;
                offset = Optional.of(ZoneOffset.ofHoursMinutes(direction * number(zone, 0, 2),
                        direction * number(zone, 2, 4)));
                local = text.substring(0, sign);
            }
            int days = Math.min(8, local.length());
            String day = local.substring(0, days);
            if (days != 4 && days != 6 && days != 8 || !isDigits(day)) {
                throw dataSet.malformed(at, "not a date time");
            }
            LocalDate date = LocalDate.of(number(day, 0, 4), days > 4 ? number(day, 4, 6) : 1,
                    days > 6 ? number(day, 6, 8) : 1);
            if (local.length() <= 8) {
                ChronoUnit unit = days == 4 ? ChronoUnit.YEARS : days == 6 ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
                return Optional.of(new Moment(LocalDateTime.of(date, LocalTime.MIDNIGHT), unit, offset));
            }
            String clock = local.substring(8);
            ChronoUnit unit = switch (clock.length()) {
                case 2 -> ChronoUnit.HOURS;
                case 4 -> ChronoUnit.MINUTES;
                case 6 -> ChronoUnit.SECONDS;
                default -> ChronoUnit.MICROS;
            };
            return Optional.of(new Moment(LocalDateTime.of(date, time(dataSet, at, clock)), unit, offset));
        } catch (DateTimeException _) {
            throw dataSet.malformed(at, "not a date time of the calendar");
        }
    }

    private static LocalTime time(DataSet dataSet, int at, String text) throws ImagingException {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        int length = whole.length();
        if (length != 2 && length != 4 && length != 6 || !isDigits(whole) || !isDigits(fraction)
                || fraction.length() > 9 || point >= 0 && (length != 6 || fraction.isEmpty())) {
            throw dataSet.malformed(at, "not a time");
        }
        int second = length > 4 ? number(whole, 4, 6) : 0;
        int nano = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        try {
            return LocalTime.of(number(whole, 0, 2), length > 2 ? number(whole, 2, 4) : 0, second == 60 ? 59 : second,
                    nano);
        } catch (DateTimeException _) {
            throw dataSet.malformed(at, "not a time of the day");
        }
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
