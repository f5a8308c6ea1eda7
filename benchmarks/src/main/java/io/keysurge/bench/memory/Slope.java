// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.memory;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The straight line that lies closest to measured points, by least squares. */
final class Slope {

    private Slope() {}

    /** Growth per unit of x; 0 where there are not two different x. */
    static <T> double of(List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        double meanX = points.stream().mapToDouble(x).average().orElse(0);
        double meanY = points.stream().mapToDouble(y).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (T point : points) {
            double fromMean = x.applyAsDouble(point) - meanX;
            products += fromMean * (y.applyAsDouble(point) - meanY);
            squares += fromMean * fromMean;
        }
        return squares == 0 ? 0 : products / squares;
    }
}
