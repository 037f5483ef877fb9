package io.github.jupan.cli.render;

import io.github.jupan.agent.Evidence;
import io.github.jupan.cli.terminal.SafeText;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.WordWrap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/// What stands within a paragraph, as pieces of one style each, with a mark behind each computed number.
///
/// @param source that was parsed
/// @param start where it stands in the text that the evidence is of
/// @param links whether the terminal makes a link of an address that goes with a text
record Inlines(String source, int start, List<Evidence> evidence, boolean links) {

    /// What a terminal may be sent as an address, and hand to a browser: nothing but printable ASCII, as addresses are.
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|mailto:)[!-~]{1,2000}");

    /// Words that are an address themselves, or could be taken for one.
    private static final Pattern LIKE_AN_ADDRESS =
            Pattern.compile("(?i).*(://|www\\.|@|\\w\\.[\\p{L}\\d]{2,}).*", Pattern.DOTALL);

    List<StyledText> of(Node parent, Style style) {
        List<StyledText> pieces = new ArrayList<>();
        children(parent, style, pieces);
        return StyledText.joined(pieces.stream()
                .map(piece -> piece.with(SafeText.of(piece.text())))
                .toList());
    }

    private void children(Node parent, Style style, List<StyledText> pieces) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            inline(child, style, pieces);
        }
    }

    private void inline(Node node, Style style, List<StyledText> pieces) {
        switch (node) {
            case Text text -> marked(text, text.getLiteral(), style, pieces);
            case Code code -> marked(code, code.getLiteral(), Style.CODE, pieces);
            case Formula formula -> marked(formula, formula.source(), style, pieces);
            case HtmlInline html -> pieces.add(new StyledText(style, html.getLiteral()));
            case SoftLineBreak _, HardLineBreak _ -> pieces.add(new StyledText(style, "\n"));
            case StrongEmphasis _ -> children(node, style == Style.HEADING ? style : Style.BOLD, pieces);
            case Emphasis _ -> children(node, style == Style.PLAIN ? Style.EMPHASIS : style, pieces);
            case Strikethrough _ -> children(node, Style.STRUCK, pieces);
            case Link link -> link(link, link.getDestination(), pieces);
            case Image image -> link(image, image.getDestination(), pieces);
            default -> children(node, style, pieces);
        }
    }

    /// Where it leads is written out where the terminal does not say so, and where it is not what the words say.
    private void link(Node link, String destination, List<StyledText> pieces) {
        List<StyledText> words = of(link, Style.LINK);
        String shown = WordWrap.text(words);
        if (links && !shown.isBlank() && ADDRESS.matcher(destination).matches()) {
            words.forEach(piece -> pieces.add(new StyledText(piece.style(), piece.text(), destination)));
            if (!LIKE_AN_ADDRESS.matcher(shown).matches()) {
                return;
            }
        } else {
            pieces.addAll(words);
        }
        if (!destination.isEmpty() && !destination.equals(shown) && !destination.equals("mailto:" + shown)) {
            pieces.add(new StyledText(Style.DIM, (shown.isEmpty() ? "" : " ") + "(" + destination + ")"));
        }
    }

    private void marked(Node node, String literal, Style style, List<StyledText> pieces) {
        int from = place(node, literal);
        int shown = 0;
        if (from >= 0) {
            for (Evidence number : evidence) {
                int begin = number.start() - from;
                int end = number.end() - from;
                if (begin >= shown && end <= literal.length()) {
                    pieces.add(new StyledText(style, literal.substring(shown, begin)));
                    pieces.add(new StyledText(Style.BOLD, literal.substring(begin, end)));
                    pieces.add(new StyledText(Style.PROVEN, EvidenceText.CHECK));
                    shown = end;
                }
            }
        }
        pieces.add(new StyledText(style, literal.substring(shown)));
    }

    /// Where a node's text stands in the whole; -1 when it is not there as it is, because of an entity.
    private int place(Node node, String literal) {
        if (evidence.isEmpty() || literal.isEmpty() || node.getSourceSpans().isEmpty()) {
            return -1;
        }
        SourceSpan span = node.getSourceSpans().getFirst();
        int found = source.indexOf(literal, span.getInputIndex());
        return found < 0 || found > span.getInputIndex() + span.getLength() ? -1 : start + found;
    }
}
