package io.github.jupan.bench.tokens;

import java.util.List;

/// A block of code as a model writes it, token by token, with what its statements took when they were run.
///
/// @param tokens of the whole turn, the marker that closes the block included
record WrittenBlock(int tokens, List<Statement> statements) {

    /// @param tokens of the turn up to the statement's end
    record Statement(int tokens, double seconds) {}

    WrittenBlock {
        statements = List.copyOf(statements);
    }

    double writtenSeconds(double tokensPerSecond) {
        return tokens / tokensPerSecond;
    }

    double runSeconds() {
        return statements.stream().mapToDouble(Statement::seconds).sum();
    }

    /// How much sooner the result is there when each statement runs as soon as it is written, instead of all when the
    /// block has closed.
    double wonSeconds(double tokensPerSecond) {
        double clock = 0;
        for (Statement statement : statements) {
            clock = Math.max(clock, statement.tokens() / tokensPerSecond) + statement.seconds();
        }
        double written = writtenSeconds(tokensPerSecond);
        return written + runSeconds() - Math.max(clock, written);
    }
}
