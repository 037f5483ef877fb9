package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.models.Configuration;
import io.github.jupan.models.ModelConfigurationException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/// What the user set, by an option or by the key of the same name in `config.properties`; the option stands first. A
/// value that is wrong is named with where it was written.
public record OptionValues(Configuration configuration) {

    /// What an option takes.
    public interface Reader<T> {
        /// @throws IllegalArgumentException whose message follows the option's name, such as `takes a number, not x`
        T read(String text);
    }

    /// The values of a command that has no options of its own for a profile.
    public static OptionValues of(Surroundings surroundings) {
        return of(Optional.empty(), surroundings);
    }

    /// @param profile that the command line names
    public static OptionValues of(Optional<String> profile, Surroundings surroundings) {
        return new OptionValues(Configuration.read(profile, surroundings.environment(), surroundings.home()));
    }

    /// @param given what stands on the command line
    <T> Optional<T> get(String key, @Nullable String given, Reader<T> reader) {
        return get(key, given, reader, reader);
    }

    /// @param configured reads the same in the configuration, where it means something else
    <T> Optional<T> get(String key, @Nullable String given, Reader<T> reader, Reader<T> configured) {
        return given == null
                ? configuration.entry(key).map(entry -> read(entry, configured))
                : Optional.of(read(key, given, reader));
    }

    /// Reads an option that has no key of its own.
    public static <T> T read(String key, String given, Reader<T> reader) {
        try {
            return reader.read(given);
        } catch (ModelConfigurationException wrong) {
            throw new UsageException("--" + key + ": " + wrong.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--" + key + " " + wrong.getMessage());
        }
    }

    private static <T> T read(Configuration.Entry entry, Reader<T> reader) {
        try {
            return reader.read(entry.value());
        } catch (IllegalArgumentException wrong) {
            throw entry.wrong(entry.key() + " " + wrong.getMessage());
        }
    }

    /// A whole number.
    public static Reader<Integer> whole(int least) {
        return text -> {
            OptionalLong number = number(text);
            if (number.isEmpty() || number.getAsLong() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("takes a whole number, not " + text);
            }
            if (number.getAsLong() < least) {
                throw new IllegalArgumentException("must be at least " + least + ", not " + text);
            }
            return (int) number.getAsLong();
        };
    }

    /// A whole number that providers and generators of random numbers begin with.
    public static long seed(String text) {
        return number(text).orElseThrow(() -> new IllegalArgumentException("takes a whole number, not " + text));
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException other) {
            return OptionalLong.empty();
        }
    }

    /// A number with or without a fraction.
    ///
    /// @param wanted says which are right
    public static Reader<Double> fraction(DoublePredicate right, String wanted) {
        return text -> {
            try {
                double number = Double.parseDouble(text.strip());
                if (right.test(number)) {
                    return number;
                }
            } catch (NumberFormatException other) {
                // Said below.
            }
            throw new IllegalArgumentException("takes a number " + wanted + ", not " + text);
        };
    }
}
