package io.github.jupan.models.internal.offline;

import io.github.jupan.models.internal.offline.Plan.Doubt;
import java.util.List;

/// The languages in which only counting is understood; what goes beyond it is said in English.
record CountingPhrases(Language language) implements Phrases {

    private static final Phrases ENGLISH = new English();

    private record Words(String thought, String answer, String document, String anyCase) {}

    private Words words() {
        return switch (language) {
            case SPANISH ->
                new Words(
                        "Hay que contar \"%s\" en %s.\nCon código es exacto:",
                        "\"%s\" aparece %s %s en %s%s.", "el texto", " (mayúsculas y minúsculas)");
            case FRENCH ->
                new Words(
                        "Il faut compter « %s » dans %s.\nAvec du code, c'est exact :",
                        "« %s » apparaît %s fois%s dans %s%s.", "le texte", " (majuscules et minuscules)");
            case GERMAN ->
                new Words(
                        "Gefragt ist, wie oft \"%s\" in %s vorkommt.\nZählen ist Sache von Code:",
                        "\"%s\" kommt %s-mal%s in %s vor%s.", "dem Text", " (Groß- und Kleinschreibung gleich)");
            case CHINESE -> new Words("要数“%s”在%s中出现的次数。\n用代码来数：", "“%s”出现了%s次%s（在%s中）%s。", "文本", "，不区分大小写");
            case JAPANESE ->
                new Words("「%s」が%sに何回出てくるかという質問です。\nコードで数えます：", "「%s」は%s回%s出てきます（%sの中）%s。", "テキスト", "、大文字と小文字は区別しません");
            case ENGLISH, KOREAN -> throw new IllegalStateException("has phrases of its own: " + language);
        };
    }

    @Override
    public String thought(Plan plan) {
        return plan instanceof Plan.CountText count
                ? String.format(words().thought(), count.wanted(), name(count.source()))
                : ENGLISH.thought(plan);
    }

    @Override
    public String answer(Plan plan, List<String> lines) {
        if (!(plan instanceof Plan.CountText count)) {
            return ENGLISH.answer(plan, lines);
        }
        String times = language == Language.SPANISH ? lines.getFirst().equals("1") ? "vez" : "veces" : "";
        String anyCase = count.letterCase() == Plan.Case.IGNORED ? words().anyCase() : "";
        return String.format(words().answer(), count.wanted(), lines.getFirst(), times, name(count.source()), anyCase);
    }

    private String name(Source source) {
        return source instanceof Source.Literal literal && literal.text().length() <= 60
                ? "\"" + literal.text() + "\""
                : source instanceof Source.Document document
                        ? document.name().substring(1, document.name().length() - 1)
                        : words().document();
    }

    @Override
    public String doubt(Doubt doubt) {
        return ENGLISH.doubt(doubt);
    }

    @Override
    public String unknown() {
        return ENGLISH.unknown();
    }

    @Override
    public String help() {
        return ENGLISH.help();
    }

    @Override
    public String unknownAgain() {
        return ENGLISH.unknownAgain();
    }

    @Override
    public String codeIsOff() {
        return ENGLISH.codeIsOff();
    }

    @Override
    public String failed(String why) {
        return ENGLISH.failed(why);
    }

    @Override
    public String unexpected(String first) {
        return ENGLISH.unexpected(first);
    }
}
