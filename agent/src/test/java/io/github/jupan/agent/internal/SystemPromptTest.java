package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.internal.SystemPrompt.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemPromptTest {

    @Test
    void aLongDocumentIsItsNameItsLengthAndItsBeginning() {
        String document = "\uD83D\uDE00\"\n".repeat(1_000_000);
        String with = prompt(Map.of("a \"b\"", document));
        assertThat(with)
                .isEqualTo(
                        prompt(Map.of()) + "\n\nDocuments:\n- documents[\"a \\\"b\\\"\"]: 3000000 characters, begins \""
                                + "\uD83D\uDE00\\\"\\n".repeat(20) + "\"");
    }

    @Test
    void theModelIsToldToSearchAndCountInCode() {
        assertThat(prompt(Map.of("a", "b")).lines())
                .contains(
                        "- `documents`: a dict from name to text. You are shown the length and the beginning of each,"
                                + " no more: search with `in`,",
                        "  `find` or `re`, count with `count` or `len`, and print only the lines that you need to"
                                + " read.");
    }

    private static String prompt(Map<String, String> documents) {
        return SystemPrompt.of(Mode.CODE, Code.AVAILABLE, Dialect.TOOL_CALLS, List.of(), documents, "");
    }
}
