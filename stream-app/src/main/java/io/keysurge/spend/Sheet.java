// SPDX-License-Identifier: Apache-2.0
package io.keysurge.spend;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV, quoted as RFC 4180 says.
 *
 * <p>Names come from whoever publishes usage. A text that a spreadsheet would run as a formula gets an apostrophe before
 * it; one that looks as if it had got one gets another, so that they can be taken away again.
 */
public final class Sheet {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final String BEGINNINGS_OF_FORMULAS = "=+-@\t\r";

    private final CSVPrinter printer;

    /** A sheet without lines. */
    public Sheet(Appendable out) throws IOException {
        printer = new CSVPrinter(out, FORMAT);
    }

    /** Texts and numbers as they are, none with an exponent; null is an empty value. */
    public void line(@Nullable Object... values) throws IOException {
        line(Arrays.asList(values));
    }

    /** As {@link #line(Object...)}. */
    public void line(List<? extends @Nullable Object> values) throws IOException {
        for (Object value : values) {
            printer.print(cell(value));
        }
        printer.println();
    }

    private static @Nullable Object cell(@Nullable Object value) {
        if (value instanceof BigDecimal amount) {
            return plain(amount);
        }
        if (value instanceof Double real) {
            return plain(BigDecimal.valueOf(real));
        }
        return value instanceof String text && isFormula(text) ? "'" + text : value;
    }

    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && BEGINNINGS_OF_FORMULAS.indexOf(text.charAt(first)) >= 0;
    }

    /** The text as it was before {@link #line} wrote it. */
    public static String unescaped(String text) {
        return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
    }

    /** All its digits, without zeros that say nothing and without an exponent. */
    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
