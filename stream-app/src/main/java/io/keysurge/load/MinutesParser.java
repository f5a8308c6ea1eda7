// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.UsageEvent;
import io.keysurge.imports.KeptCopy;
import io.keysurge.imports.Unreadable;
import io.keysurge.load.MinutesHeader.Column;
import io.keysurge.usage.UsageRules;
import io.keysurge.wording.Redaction;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one minutes file. */
final class MinutesParser implements LineFormat.Parser {

    static {
        Contracts.trust();
    }

    private static final long MINUTE_MILLIS = 60_000;
    private static final long MINUTE_ZERO =
            Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    /** Nearly two thousand years: far past any data, and its milliseconds still fit. */
    private static final long LAST_MINUTE = 1_000_000_000;

    private final Consumer<String> warnings;
    private final CsvRow row = new CsvRow();
    private final MinuteEventIds ids = new MinuteEventIds();
    private @Nullable MinutesHeader header;

    MinutesParser(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    @Override
    public void read(long number, String text, Consumer<Line> out) {
        List<String> values;
        try {
            values = row.split(text);
            if (header == null) {
                header = readHeader(values);
            } else {
                out.accept(RawKeys.line(number, event(header, values), () -> kept(text)));
            }
        } catch (BadFieldException e) {
            out.accept(new Line.Bad(number, e.field(), e.why(), kept(text)));
        }
    }

    @Override
    public String kept(String text) {
        try {
            List<String> values = row.split(text);
            if (header != null && values.size() == header.width()) {
                return KeptCopy.of(header.named(values));
            }
        } catch (BadFieldException broken) {
            // Then nobody can say what stands in it.
        }
        return Unreadable.of(text).kept();
    }

    @Override
    public void end() {
        if (header == null) {
            throw new UnreadableFileException("the file is empty (expected: a header and rows)");
        }
    }

    private MinutesHeader readHeader(List<String> names) {
        MinutesHeader found = new MinutesHeader(names);
        if (!found.unknown().isEmpty()) {
            warnings.accept("columns not known and ignored: "
                    + found.unknown().stream().map(Redaction::quote).collect(Collectors.joining(", ")));
        }
        return found;
    }

    private UsageEvent event(MinutesHeader columns, List<String> values) throws BadFieldException {
        if (values.size() != columns.width()) {
            throw new BadFieldException(
                    "line", values.size() + " columns (expected: " + columns.width() + " as in the header)");
        }
        String identity = identity(columns.value(values, Column.IDENTITY));
        long minute = minute(columns, values);
        UsageEvent event = blank();
        event.setIdentityId(identity);
        event.setOccurredAt(Instant.ofEpochMilli(MINUTE_ZERO + minute * MINUTE_MILLIS));
        event.setRequestCount(number(columns, values, Column.CALLS, Long.MAX_VALUE));
        event.setInputTokens(number(columns, values, Column.INPUT_TOKENS, Long.MAX_VALUE));
        event.setOutputTokens(number(columns, values, Column.OUTPUT_TOKENS, Long.MAX_VALUE));
        event.setApplicationId(orNull(columns.value(values, Column.APPLICATION)));
        event.setAgentId(orNull(columns.value(values, Column.AGENT)));
        event.setModel(orNull(columns.value(values, Column.MODEL)));
        setOrigin(event, columns.value(values, Column.ORIGIN));
        String status = columns.value(values, Column.STATUS);
        event.setStatus(status.isEmpty() ? "ok" : status);
        event.setEventId(ids.next(identity, minute, columns, values));
        return event;
    }

    private static String identity(String value) throws BadFieldException {
        if (value.isBlank()) {
            throw new BadFieldException("identity", "empty (expected: a number or a name)");
        }
        // Checked here and not left to the rules: the event id is made from it, and would get the blame.
        if (value.length() > UsageRules.MAX_NAME) {
            throw new BadFieldException(
                    "identity", value.length() + " characters (expected: 1 to " + UsageRules.MAX_NAME + ")");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new BadFieldException("identity", "has control characters (expected: none)");
        }
        return isNumber(value) ? "nhi-" + value : value;
    }

    private static boolean isNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static long number(MinutesHeader columns, List<String> values, Column column, long most)
            throws BadFieldException {
        String text = columns.value(values, column);
        long number;
        try {
            number = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            String found = text.isBlank() ? "empty" : Redaction.quote(text);
            throw new BadFieldException(column.label(), found + " (expected: a whole number)", e);
        }
        if (number < 0) {
            throw new BadFieldException(column.label(), number + " (expected: >= 0)");
        }
        if (number > most) {
            throw new BadFieldException(column.label(), number + " (expected: <= " + most + ")");
        }
        return number;
    }

    /** A number, or an instant as exports have it. */
    private static long minute(MinutesHeader columns, List<String> values) throws BadFieldException {
        String text = columns.value(values, Column.MINUTE).strip();
        if (text.indexOf('T') < 0) {
            return number(columns, values, Column.MINUTE, LAST_MINUTE);
        }
        long millis;
        try {
            millis = Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new BadFieldException(
                    Column.MINUTE.label(), Redaction.quote(text) + " (expected: such as 2026-01-05T00:03:00Z)", e);
        }
        if (Math.floorMod(millis, MINUTE_MILLIS) != 0) {
            throw new BadFieldException(Column.MINUTE.label(), text + " (expected: the beginning of a minute)");
        }
        return Math.floorDiv(millis - MINUTE_ZERO, MINUTE_MILLIS);
    }

    private static void setOrigin(UsageEvent event, String origin) {
        // The last slash: a network may be a CIDR block, which has a slash of its own.
        int slash = origin.lastIndexOf('/');
        event.setSource(orNull(slash < 0 ? origin : origin.substring(0, slash)));
        event.setRegion(slash < 0 ? null : orNull(origin.substring(slash + 1)));
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    /** Setters on a bare record: the builder validates every field again, which triples the cost of a row. */
    private static UsageEvent blank() {
        UsageEvent event = new UsageEvent();
        event.setIdentityKind(IdentityKind.UNKNOWN);
        event.setPrivileges(List.of());
        event.setAttributes(Map.of());
        return event;
    }
}
