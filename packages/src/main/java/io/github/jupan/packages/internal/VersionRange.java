package io.github.jupan.packages.internal;

import io.github.jupan.packages.PackageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Versions that may be taken, as [PEP 440](https://peps.python.org/pep-0440/) writes them: `>=1.0.3,!=1.1.*,<1.4`.
/// Of a version its numbers count, and whether it is final; no other version is ever taken.
public record VersionRange(List<Bound> bounds) {

    /// The Python of the sandbox.
    public static final String PYTHON = "3.12";

    /// Newer is greater.
    public static final Comparator<String> AGE = (one, other) -> compare(numbers(one), numbers(other));

    private static final Pattern BOUND = Pattern.compile("\\s*(===?|!=|<=|>=|~=|<|>)\\s*v?([\\w.!+*-]+)\\s*");
    private static final Pattern FINAL = Pattern.compile("v?\\d+(\\.\\d+)*+([.-]?post\\d+)?");

    /// @param version may end in `.*` after `==` and `!=`
    public record Bound(String operator, String version) {

        boolean has(String candidate) {
            if (version.endsWith(".*")) {
                boolean begins = begins(candidate, version.substring(0, version.length() - 2));
                return operator.equals("!=") != begins;
            }
            int order = AGE.compare(candidate, version);
            return switch (operator) {
                case "==", "===" -> order == 0;
                case "!=" -> order != 0;
                case "<=" -> order <= 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                case ">" -> order > 0;
                default -> order >= 0 && begins(candidate, version.replaceFirst("\\.[^.]*$", ""));
            };
        }

        private static boolean begins(String candidate, String prefix) {
            List<Long> wanted = numbers(prefix);
            List<Long> numbers = new ArrayList<>(numbers(candidate));
            while (numbers.size() < wanted.size()) {
                numbers.add(0L);
            }
            return numbers.subList(0, wanted.size()).equals(wanted);
        }
    }

    /// @throws PackageException when it is no list of bounds
    public static VersionRange parse(String text) {
        List<Bound> bounds = new ArrayList<>();
        for (String part : text.split(",")) {
            Matcher matcher = BOUND.matcher(part);
            if (matcher.matches()) {
                bounds.add(new Bound(matcher.group(1), matcher.group(2)));
            } else if (!part.isBlank()) {
                throw new PackageException(part.strip() + " says nothing about a version; write ==1.2 or >=1.2,<2");
            }
        }
        return new VersionRange(List.copyOf(bounds));
    }

    public boolean has(String version) {
        return bounds.stream().allMatch(bound -> bound.has(version));
    }

    public static boolean isFinal(String version) {
        return FINAL.matcher(version).matches();
    }

    private static List<Long> numbers(String version) {
        return Pattern.compile("\\d{1,18}")
                .matcher(version.replaceFirst("\\+.*", ""))
                .results()
                .map(match -> Long.valueOf(match.group()))
                .toList();
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int order = Long.compare(i < one.size() ? one.get(i) : 0, i < other.size() ? other.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return String.join(
                ",", bounds.stream().map(b -> b.operator() + b.version()).toList());
    }
}
