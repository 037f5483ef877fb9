package io.github.jupan.cli.render;

import io.github.jupan.agent.Evidence;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.WordWrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Markdown (CommonMark, with GitHub's tables) as lines of the screen. What has no form there is shown as written.
///
/// @param evidence where the text's computed numbers stand, each of which gets its mark
/// @param links whether the terminal makes a link of an address that goes with a text
record MarkdownLayout(List<Evidence> evidence, boolean links) implements Layout {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
            .customInlineContentParserFactory(new Formula.Factory())
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private static final Pattern BLANK_LINE_AT_END = Pattern.compile("\\n[ \\t\\r]*\\n[ \\t\\r\\n]*\\z");
    private static final StyledText CODE_INDENT = new StyledText(Style.PLAIN, "  ");
    private static final int LONGEST_RULE = 40;

    @Override
    public int lastBlock(String text) {
        Node last = PARSER.parse(text).getLastChild();
        return last == null || last.getPrevious() == null ? 0 : lineStart(text, last);
    }

    @Override
    public int settled(String block) {
        Node leaf = PARSER.parse(block);
        while (leaf.getLastChild() instanceof Block inner && !(leaf instanceof TableBlock)) {
            leaf = inner;
        }
        int line = block.lastIndexOf('\n') + 1;
        return switch (leaf) {
            case TableBlock _, FencedCodeBlock _, IndentedCodeBlock _, HtmlBlock _ -> line;
            case Paragraph _, Heading _ -> settledWords(block, lineStart(block, leaf));
            default -> PlainLayout.lastBreak(block, block.length());
        };
    }

    /// What may become a table's head is no paragraph yet.
    private static int settledWords(String block, int from) {
        int begin = block.indexOf('|', from);
        boolean head = begin >= 0 && block.substring(from, begin).isBlank();
        return head ? from : OpenMarks.settled(block, from);
    }

    private static int lineStart(String text, Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? 0 : text.lastIndexOf('\n', spans.getFirst().getInputIndex() - 1) + 1;
    }

    @Override
    public List<List<StyledText>> lines(String blocks, int start, int width) {
        List<List<StyledText>> lines = new ArrayList<>();
        Blocks drawn = new Blocks(new Inlines(blocks, start, evidence, links), width, lines);
        drawn.children(PARSER.parse(blocks), List.of(), List.of());
        if (!lines.isEmpty() && BLANK_LINE_AT_END.matcher(blocks).find()) {
            lines.add(List.of());
        }
        return lines;
    }

    /// Draws blocks behind what stands before each of their lines.
    private record Blocks(Inlines inlines, int width, List<List<StyledText>> lines) {

        /// Blank lines between blocks are those of the source.
        void children(Node parent, List<StyledText> first, List<StyledText> later) {
            List<StyledText> prefix = first;
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                if (blankBetween(child.getPrevious(), child)) {
                    lines.add(stripped(later));
                }
                block(child, prefix, later);
                prefix = later;
            }
        }

        private static boolean blankBetween(@Nullable Node before, Node block) {
            if (before == null
                    || before.getSourceSpans().isEmpty()
                    || block.getSourceSpans().isEmpty()) {
                return false;
            }
            int end = before.getSourceSpans().getLast().getLineIndex();
            return block.getSourceSpans().getFirst().getLineIndex() - end > 1;
        }

        private static List<StyledText> stripped(List<StyledText> prefix) {
            return WordWrap.text(prefix).isBlank() ? List.of() : prefix;
        }

        private void block(Node node, List<StyledText> first, List<StyledText> later) {
            switch (node) {
                case Paragraph _ -> wrapped(inlines.of(node, Style.PLAIN), first, later);
                case Heading heading -> {
                    Style style = heading.getLevel() <= 2 ? Style.HEADING : Style.BOLD;
                    wrapped(inlines.of(node, style), first, later);
                }
                case ListBlock list -> items(list, first, later);
                case BlockQuote _ -> {
                    StyledText bar = new StyledText(Style.DIM, "│ ");
                    children(node, with(first, bar), with(later, bar));
                }
                case FencedCodeBlock code -> code(code.getLiteral(), String.valueOf(code.getInfo()), first, later);
                case IndentedCodeBlock code -> code(code.getLiteral(), "", first, later);
                case HtmlBlock html -> wrapped(List.of(new StyledText(Style.PLAIN, html.getLiteral())), first, later);
                case ThematicBreak _ -> {
                    int length = Math.max(3, Math.min(LONGEST_RULE, width - WordWrap.cells(first)));
                    lines.add(StyledText.joined(with(first, new StyledText(Style.DIM, "─".repeat(length)))));
                }
                case TableBlock table ->
                    lines.addAll(MarkdownTable.of(table, inlines).lines(width, first, later));
                default -> {
                    if (node.getFirstChild() instanceof Block) {
                        children(node, first, later);
                    }
                }
            }
        }

        private void wrapped(List<StyledText> text, List<StyledText> first, List<StyledText> later) {
            lines.addAll(WordWrap.lines(text, width, first, later));
        }

        private void items(ListBlock list, List<StyledText> first, List<StyledText> later) {
            List<StyledText> prefix = first;
            int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                    ? ordered.getMarkerStartNumber()
                    : 1;
            for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
                if (blankBetween(item.getPrevious(), item)) {
                    lines.add(stripped(later));
                }
                String mark = list instanceof BulletList ? "• " : number++ + ". ";
                List<StyledText> marked = with(prefix, new StyledText(Style.DIM, mark));
                if (item instanceof ListItem && item.getFirstChild() == null) {
                    lines.add(StyledText.joined(marked));
                } else {
                    children(item, marked, with(later, new StyledText(Style.PLAIN, " ".repeat(mark.length()))));
                }
                prefix = later;
            }
        }

        /// Code is cut where it is too wide, wherever that is.
        private void code(String literal, String info, List<StyledText> first, List<StyledText> later) {
            List<StyledText> pieces = new ArrayList<>();
            if (info.toLowerCase(Locale.ROOT).startsWith("py")) {
                PythonHighlighter highlighter =
                        new PythonHighlighter((style, text) -> pieces.add(new StyledText(style, text)));
                highlighter.write(literal.stripTrailing());
                highlighter.end();
            } else {
                pieces.add(new StyledText(Style.CODE, literal.stripTrailing()));
            }
            lines.addAll(WordWrap.cut(pieces, width, with(first, CODE_INDENT), with(later, CODE_INDENT)));
        }

        private static List<StyledText> with(List<StyledText> prefix, StyledText more) {
            List<StyledText> longer = new ArrayList<>(prefix);
            longer.add(more);
            return List.copyOf(longer);
        }
    }
}
