package org.lantern.analytics.survival;

/** Upper tails of the chi-squared distribution, by the incomplete gamma function (series and continued fraction). */
final class ChiSquared {
    private static final double[] LANCZOS = {0.99999999999980993, 676.5203681218851, -1259.1392167224028,
            771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
            1.5056327351493116e-7};

    private ChiSquared() {}

    /** The probability that a chi-squared variable exceeds {@code x}. */
    static double upperTail(double x, int degreesOfFreedom) {
        if (x <= 0) {
            return 1;
        }
        double a = degreesOfFreedom / 2.0;
        double y = x / 2;
        double factor = Math.exp(-y + a * Math.log(y) - logGamma(a));
        return y < a + 1 ? 1 - factor * series(a, y) : factor * continuedFraction(a, y);
    }

    private static double series(double a, double y) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-17 && n < 10_000; n++) {
            term *= y / (a + n);
            sum += term;
        }
        return sum;
    }

    /** Lentz's method. */
    private static double continuedFraction(double a, double y) {
        final double tiny = 1e-300;
        double b = y + 1 - a;
        double c = 1 / tiny;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 10_000; i++) {
            double an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.abs(d) < tiny ? tiny : d);
            c = b + an / c;
            c = Math.abs(c) < tiny ? tiny : c;
            double change = d * c;
            h *= change;
            if (Math.abs(change - 1) < 1e-16) {
                break;
            }
        }
        return h;
    }

    private static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double shifted = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i);
        }
        double t = shifted + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
