package io.github.jupan.cli.render;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// Mathematics in Markdown, `$…$`, `$$…$$`, `\(…\)` or `\[…\]`, which is shown as it was written: no mark in it means
/// anything. A single dollar opens and closes as Pandoc says, so that `$5 and $6` are prices.
final class Formula extends CustomNode {

    private final String source;

    private Formula(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    static final class Factory implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$', '\\');
        }

        @Override
        public InlineContentParser create() {
            return Factory::parse;
        }

        private static ParsedInline parse(InlineParserState state) {
            Scanner scanner = state.scanner();
            Position start = scanner.position();
            boolean found = scanner.next('\\') ? bracketed(scanner) : dollars(scanner);
            if (!found) {
                return ParsedInline.none();
            }
            SourceLines source = scanner.getSource(start, scanner.position());
            return ParsedInline.of(new Formula(source.getContent()), scanner.position());
        }

        private static boolean bracketed(Scanner scanner) {
            char opening = scanner.peek();
            if (opening != '(' && opening != '[') {
                return false;
            }
            String closing = opening == '(' ? "\\)" : "\\]";
            scanner.next();
            while (scanner.find('\\') >= 0) {
                if (scanner.next(closing)) {
                    return true;
                }
                scanner.next();
            }
            return false;
        }

        private static boolean dollars(Scanner scanner) {
            int marks = scanner.matchMultiple('$');
            if (marks > 2 || (marks == 1 && Character.isWhitespace(scanner.peek()))) {
                return false;
            }
            while (scanner.find('$') > 0) {
                boolean spaceBefore = Character.isWhitespace(scanner.peekPreviousCodePoint());
                int closing = scanner.matchMultiple('$');
                boolean digitBehind = scanner.hasNext() && Character.isDigit(scanner.peek());
                if (closing == marks && (marks == 2 || (!spaceBefore && !digitBehind))) {
                    return true;
                }
            }
            return false;
        }
    }
}
