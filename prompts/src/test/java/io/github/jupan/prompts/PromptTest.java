package io.github.jupan.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptTest {

    @ParameterizedTest
    @EnumSource
    void everyPromptHasItsText(Prompt prompt) {
        assertThat(prompt.text()).isNotBlank().isEqualTo(prompt.text().stripTrailing());
    }

    @Test
    void fillsInItsPlace() {
        assertThat(Prompt.DOCUMENTS.with("documents", "- a $1\\ {{b}}")).isEqualTo("Documents:\n- a $1\\ {{b}}");
    }

    @Test
    void takesNoValueForAPlace() {
        assertThat(Prompt.COPY_SUSPECTED.with(Map.of("literal", "{{original}}", "original", "{{literal}}")))
                .startsWith("Warning: the code says \"{{original}}\", the conversation says \"{{literal}}\".");
    }

    @Test
    void refusesAPlaceThatIsNotThere() {
        assertThatThrownBy(() -> Prompt.CODE.with("documents", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CODE has no place for documents");
    }

    @Test
    void saysInOneLineThatCodeIsNotAvailable() {
        assertThat(Prompt.NO_CODE.text()).isEqualTo("Code is not available.");
    }

    @Test
    void remindersAreMarkedAsSuch() {
        assertThat(Prompt.values())
                .filteredOn(prompt -> prompt.name().startsWith("REMINDER"))
                .hasSizeGreaterThan(4)
                .extracting(Prompt::text)
                .allMatch(text -> text.startsWith("<reminder>") && text.endsWith("</reminder>"));
    }
}
