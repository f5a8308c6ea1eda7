// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import io.keysurge.config.DetectorConfig;
import io.keysurge.detect.AlertKind;
import io.keysurge.detect.Engine;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The numbers that a page of evidence states in its tables, and what the code says of them. A row begins with the name of
 * a constant, {@code `TokenSpike.MARGINS`}, or of a setting, {@code `pace.floor.tokens`}, and its value. A feature's
 * number is what is added to both sides of a comparison.
 */
final class StatedNumbers {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z][\\w.]*)` \\| ([^|]+) \\|");
    private static final String DETECT = Engine.class.getPackageName() + ".";

    private StatedNumbers() {}

    /** What a page states, by name. */
    static Map<String, List<Double>> on(String page) {
        Map<String, List<Double>> stated = new TreeMap<>();
        ROW.matcher(page).results().forEach(row -> stated.put(row.group(1), numbers(row.group(2))));
        return stated;
    }

    private static List<Double> numbers(String cell) {
        return Arrays.stream(cell.strip().split(", "))
                .map(number -> Double.valueOf(number.replace(",", "")))
                .toList();
    }

    /** What the code says of a name. */
    static List<Double> inCode(String name) throws ReflectiveOperationException {
        Object ofSetting = DetectorConfig.definition().defaultValues().get(name);
        if (ofSetting instanceof Number number) {
            return List.of(number.doubleValue());
        }
        int dot = name.lastIndexOf('.');
        Field constant = type(name.substring(0, dot)).getDeclaredField(name.substring(dot + 1));
        constant.setAccessible(true);
        return numbersOf(constant.get(null));
    }

    private static List<Double> numbersOf(Object value) throws ReflectiveOperationException {
        if (value instanceof Number number) {
            return List.of(Double.valueOf(number.toString()));
        }
        if (value.getClass().isArray()) {
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                numbers.addAll(numbersOf(Array.get(value, i)));
            }
            return numbers;
        }
        Method rest = value.getClass().getDeclaredMethod("rest");
        rest.setAccessible(true);
        return numbersOf(rest.invoke(value));
    }

    /** The constants of a class that are no whole numbers: what judgement weighs with. */
    static Set<String> weights(String type) throws ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        for (Field field : type(type).getDeclaredFields()) {
            boolean weight = field.getType() == double.class || field.getType() == double[].class;
            if (Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()) && weight) {
                names.add(type + "." + field.getName());
            }
        }
        return names;
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(DETECT + name.replace('.', '$'));
    }

    /** Whether a page's constants bear out a number in running text: as it is, as a factor e^x, or in per cent. */
    static boolean bear(double number, Stream<Double> constants) {
        return constants.anyMatch(constant -> near(number, constant)
                || near(number, -constant)
                || near(number, constant * 100)
                || near(number, Math.rint(Math.exp(constant) * 10) / 10));
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) < 1e-9;
    }

    /** Name of the setting that moves the bar of a kind of alert. */
    static String sensitivity(AlertKind kind) {
        return "sensitivity." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
