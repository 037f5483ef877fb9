package io.github.jupan.practice.internal.report;

/// The frame of a report's page, light and dark as the reader has it.
public final class Page {

    private static final String STYLE = """
        :root { color-scheme: light dark; --ink: #1d2330; --dim: #667085; --line: #dfe3ea; --paper: #ffffff;
          --s0: #2563c9; --s1: #c2600b; --s2: #15803d; --s3: #9333a8; --s4: #b42318; --s5: #0e7490; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --dim: #98a2b3; --line: #303743;
          --paper: #14181f; --s0: #7aa8f7; --s1: #f0a35e; --s2: #63c58a; --s3: #d08ce0; --s4: #f5857a;
          --s5: #5cc3d8; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 1100px; margin: 2em auto; padding: 0 1em; }
        h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.15em; margin: 2em 0 .5em; }
        .under, figcaption { color: var(--dim); } figcaption b { color: var(--ink); }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(330px, 1fr)); gap: 1.5em; margin: 2em 0; }
        figure { margin: 0; } svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; }
        svg text { fill: var(--dim); } svg .grid { stroke: var(--line); } svg .label { fill: var(--ink); }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3em .8em .3em 0;
          border-bottom: 1px solid var(--line); vertical-align: top; font-weight: normal; }
        tr:first-child th { color: var(--dim); } .figures td { font-variant-numeric: tabular-nums; }
        .exercises { font-size: .9em; } .exercises td { overflow-wrap: anywhere; min-width: 6em; }
        .exercises td:nth-child(n + 4) { white-space: nowrap; } .meter { display: inline-block; width: 4em; height: .6em;
          background: var(--line); border-radius: .3em; overflow: hidden; }
        .meter span { display: block; height: 100%; background: var(--s0); }
        """;

    private Page() {}

    public static String of(String title, String body) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escaped(title)
                + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    public static String attempts(int epochs) {
        return epochs == 1 ? "one attempt" : epochs + " attempts";
    }

    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? 0xfffd : c);
            }
        });
        return safe.toString();
    }
}
