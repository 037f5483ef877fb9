package io.github.jupan.sandbox.internal.guest;

/// What [MendedGraalPy] has GraalPy call for floats, as CPython's `floatobject.c` computes it.
public final class PythonFloats {

    private PythonFloats() {}

    /// `left // right`, where the right one is not zero.
    public static double floorDivide(double left, double right) {
        double rest = left % right;
        double quotient = (left - rest) / right;
        if (rest != 0 && (right < 0) != (rest < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, left / right);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    /// The shortest digits that give the number back; Java's have two at least, which the two smallest can do without.
    public static String toString(double value) {
        double size = Math.abs(value);
        if (size == Double.MIN_VALUE) {
            return value < 0 ? "-5.0E-324" : "5.0E-324";
        }
        return size == 2 * Double.MIN_VALUE ? (value < 0 ? "-1.0E-323" : "1.0E-323") : Double.toString(value);
    }
}
