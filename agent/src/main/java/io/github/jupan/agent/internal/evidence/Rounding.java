package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;

/// The numbers that give one number when they are rounded to its last digit, half up or half to even.
record Rounding(BigDecimal low, boolean lowIncluded, BigDecimal high, boolean highIncluded) {

    private static final BigDecimal FLOAT_ERROR = new BigDecimal("1e-13");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /// A whole number of one digit is no rounded one: too many results lie near it. It may err as a `float` does.
    static Rounding to(BigDecimal number) {
        if (number.scale() <= 0 && number.precision() == 1) {
            BigDecimal error = number.abs().multiply(FLOAT_ERROR);
            return new Rounding(number.subtract(error), true, number.add(error), true);
        }
        BigDecimal half = HALF.scaleByPowerOfTen(-number.scale());
        boolean even = !number.unscaledValue().testBit(0);
        int sign = number.signum();
        return new Rounding(number.subtract(half), even || sign > 0, number.add(half), even || sign < 0);
    }

    boolean contains(BigDecimal number) {
        int above = number.compareTo(low);
        int below = number.compareTo(high);
        return (above > 0 || (above == 0 && lowIncluded)) && (below < 0 || (below == 0 && highIncluded));
    }
}
