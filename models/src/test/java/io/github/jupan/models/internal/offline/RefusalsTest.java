package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions that look like ours and are not: answering them would answer another question.
final class RefusalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many people are in Seoul?",
                "How many people live in Seoul?",
                "how many states are in the US?",
                "how many planets are in the solar system",
                "How many calories are in a strawberry?",
                "how many days are in a year",
                "how many legs does a spider have?",
                "how many r's are in the English alphabet",
                "How many letters are in my name?",
                "How many r's are in strawberry if you remove the first one?",
                "How many r's are not in strawberry?",
                "How many consecutive r's are in strawberry?",
                "how many r's and e's are in strawberry?",
                "how many r's are in \"strawberry\" and \"raspberry\"?",
                "how many words start with t in \"the tall man\"?",
                "How many double letters are in bookkeeper",
                "sum of the first 10 integers",
                "how many days from December 1 to January 1, 2024",
                "how many syllables are in banana",
                "how many words are in the document?",
                "how many days until Christmas",
                "what happened on 2001-09-11?",
                "how long is the Nile",
                "which is larger, China or India",
                "What is the average height of men?",
                "what is 5 apples plus 3 oranges",
                "what is 2 + x",
                "3 +",
                "2024",
                "write a poem about 3 + 4",
                "count to ten",
                "how do I reverse a string in Java?",
                "reverse engineering: what is it?",
                "sort my photos",
                "who wrote Hamlet?",
                "hello",
                "서울에 사람이 몇 명 있어?",
                "서울에는 구가 몇 개 있어?",
                "내 이름은 몇 글자야?",
                "일주일은 며칠이야?",
                "3월 1일부터 4월 1일까지 며칠이야?",
                "한국의 수도는 어디야?",
                "문서에 단어가 몇 개 있어?",
                "사과의 가격은 얼마야?",
                "How many r's are in strawberry on average?",
                "How many r's are in strawberry approximately?",
                "How many r's are in strawberry according to GPT?",
                "How many r's are in strawberry in Korean?",
                "How many r's are in strawberry minus the first letter?",
                "How many rs are there in the word strawberry if I remove the first one?",
                "How many letters are in the Korean word for apple?",
                "How many e's in total are in one, two, three?",
                "What is the third letter of banana from the end?",
                "How many e's are in the word after \"hello\" in \"hello there\"?",
                "How many e's are in the phrase hello there if I remove the first word?",
                "How many words are in Hamlet?",
                "How many words are in English?",
                "How many letters are in English?",
                "How many characters are in Hamlet?",
                "How often does \"to be\" occur in Hamlet?",
                "What is the longest word in English?",
                "Sort pear, apple, fig by length",
                "sort algorithms in Java",
                "strawberry에서 r을 뺀 글자는 몇 개야?",
                "교실에 의자가 몇 개 있어?",
                "한국어로 사과는 몇 글자야?",
                "영어에 알파벳이 몇 개 있어?",
                "How many n's are in the words onion and banana?",
                "3!!",
                "200 plus 10%",
                "100 - 20%",
                "3 + + 4",
                "sum of 3 and 4 times 5",
                "two hundred three plus four and five",
                "안녕",
                ""
            })
    void answersNothingThatItDoesNotUnderstand(String question) {
        Reply reply = Planner.reply(List.of(UserMessage.from(question.isEmpty() ? " " : question)));

        assertThat(reply).isInstanceOf(Reply.Wonders.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"who are you?", "너는 누구야?"})
    void saysWhatItIsAndHowToConnectAModel(String question) {
        Reply.Wonders wonders = (Reply.Wonders) Planner.reply(List.of(UserMessage.from(question)));

        assertThat(wonders.text())
                .containsAnyOf("not a language model", "언어 모델이 아니라")
                .contains("--model openai:gpt-5", "anthropic:", "gemini:", "mistral:", "ollama:")
                .contains("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "MISTRAL_API_KEY");
    }
}
