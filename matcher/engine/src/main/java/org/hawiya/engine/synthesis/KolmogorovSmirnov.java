package org.hawiya.engine.synthesis;

import java.util.Arrays;

/** The two-sample Kolmogorov-Smirnov distance. */
final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** The greatest difference of the two empirical distribution functions, 0 to 1. */
    static double distance(double[] first, double[] second) {
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        int i = 0;
        int j = 0;
        double greatest = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return greatest;
    }
}
