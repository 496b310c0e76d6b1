package org.lantern.analytics.cohort;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values (RFC 4180): quoted cells, doubled quotes, line breaks in quotes, a byte-order mark. The
 * separator is a comma, a semicolon or a tab, whichever the header has most of.
 */
public final class Csv {
    private static final int MOST_CELL_CHARACTERS = 1 << 20;

    private final Reader in;
    private int next;
    private int line = 1;
    private char separator;

    private Csv(Reader in) throws IOException {
        this.in = in;
        read();
        if (next == '\ufeff') {
            read();
        }
    }

    /** What is wrong with a file, and where; never what it holds. */
    public static final class Malformed extends IOException {
        private final int line;

        Malformed(int line, String fault) {
            super("line " + line + ": " + fault);
            this.line = line;
        }

        /** The line, from 1. */
        public int line() {
            return line;
        }
    }

    /**
     * @param in characters, closed by the caller; the first line holds the names of the columns
     * @throws Malformed if the content is no such table
     */
    public static Dataset read(Reader in) throws IOException {
        var csv = new Csv(in);
        var header = csv.header();
        if (header.stream().anyMatch(String::isBlank) || List.copyOf(new java.util.HashSet<>(header)).size() != header
                .size()) {
            throw new Malformed(1, "columns without a name, or two of the same name");
        }
        var rows = new ArrayList<List<String>>();
        while (csv.next >= 0) {
            int line = csv.line;
            var row = csv.record();
            if (row.size() == 1 && row.getFirst().isBlank()) {
                continue;
            }
            if (row.size() != header.size()) {
                throw new Malformed(line, row.size() + " cells where the header has " + header.size());
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new Malformed(csv.line, "no rows");
        }
        return new Dataset(header, rows);
    }

    private List<String> header() throws IOException {
        var text = new StringBuilder();
        while (next >= 0 && next != '\n' && next != '\r') {
            text.append((char) next);
            read();
        }
        endLine();
        separator = ',';
        for (char candidate : new char[]{';', '\t'}) {
            if (count(text, candidate) > count(text, separator)) {
                separator = candidate;
            }
        }
        var inner = new Csv(new java.io.StringReader(text + "\n"));
        inner.separator = separator;
        return inner.record().stream().map(String::strip).toList();
    }

    private static long count(StringBuilder text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private List<String> record() throws IOException {
        var cells = new ArrayList<String>();
        do {
            cells.add(next == '"' ? quoted() : plain());
        } while (separated());
        if (next >= 0 && next != '\n' && next != '\r') {
            throw new Malformed(line, "something follows a closing quote");
        }
        endLine();
        return cells;
    }

    private boolean separated() throws IOException {
        if (next != separator) {
            return false;
        }
        read();
        return true;
    }

    private String plain() throws IOException {
        var cell = new StringBuilder();
        while (next >= 0 && next != separator && next != '\n' && next != '\r') {
            add(cell);
        }
        return cell.toString();
    }

    private String quoted() throws IOException {
        int start = line;
        var cell = new StringBuilder();
        read();
        while (true) {
            if (next < 0) {
                throw new Malformed(start, "a quote is not closed");
            }
            if (next == '"') {
                read();
                if (next != '"') {
                    return cell.toString();
                }
            }
            line += next == '\n' ? 1 : 0;
            add(cell);
        }
    }

    private void add(StringBuilder cell) throws IOException {
        if (cell.length() >= MOST_CELL_CHARACTERS) {
            throw new Malformed(line, "a cell is too long");
        }
        cell.append((char) next);
        read();
    }

    private void endLine() throws IOException {
        if (next == '\r') {
            read();
        }
        if (next == '\n') {
            read();
        }
        line++;
    }

    private void read() throws IOException {
        next = in.read();
    }
}
