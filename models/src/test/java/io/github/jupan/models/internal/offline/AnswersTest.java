package io.github.jupan.models.internal.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Question in, answer out, with CPython in place of the sandbox: a table a family.
final class AnswersTest {

    private static final String BOOK =
            "The whale swam. Whales are big; the WHALE sang.\nCall me Ishmael: 12 and 3.5\n\nThe end.\n";

    /// Lines of `question => answer`.
    private static void holds(String table, Map<String, String> documents, String... earlier) {
        CPython.assumeInstalled();
        Map<String, String> expected = new LinkedHashMap<>();
        table.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] halves = line.split(" => ", 2);
            expected.put(halves[0].strip(), halves[1].strip());
        });
        List<String> questions = List.copyOf(expected.keySet());
        List<String> answers = Asking.answers(questions.stream()
                .map(question -> new Asking.Case(List.of(earlier), question, documents))
                .toList());
        Map<String, String> actual = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            actual.put(questions.get(i), answers.get(i));
        }
        assertThat(render(actual)).isEqualTo(render(expected));
    }

    private static void holds(String table) {
        holds(table, Map.of());
    }

    private static String render(Map<String, String> table) {
        List<String> lines = new ArrayList<>();
        table.forEach((question, answer) -> lines.add(question + " => " + answer));
        return String.join("\n", lines);
    }

    @Test
    void countsLettersInWhateverQuotes() {
        holds("""
            How many r's are in strawberry? => There are 3 r's in "strawberry".
            how many rs in strawberry => There are 3 r's in "strawberry".
            How many R’s are in “Strawberry”? => There are 3 R's in "Strawberry" (upper and lower case alike).
            How many 'r's are in 'strawberry'? => There are 3 r's in "strawberry".
            How many 'r''s are in "strawberry"? => There are 3 r's in "strawberry".
            How many `r`s are in `strawberry`? => There are 3 r's in "strawberry".
            how many times does ‘r’ appear in ‘strawberry’ => There are 3 r's in "strawberry".
            How many 「r」 are in 『strawberry』? => There are 3 r's in "strawberry".
            How many 'i's in 'it's his idea'? => There are 3 i's in "it's his idea".
            How many ss are in dryness? => There are 2 s's in "dryness".
            how many is are in mississippi => There are 4 i's in "mississippi".
            how many times is the letter a in banana => There are 3 a's in "banana".
            Can you count the a letters in "terbia"? => There is 1 a in "terbia".
            count the letter e in 'Mississippi e' => There is 1 e in "Mississippi e" (upper and lower case alike).
            How many uppercase E's in "EeE"? => There are 2 E's in "EeE".
            In the word bookkeeper, how many k's are there? => There are 2 k's in "bookkeeper".
            how meny r in strawbery => There are 2 r's in "strawbery".
            How many r's are in strawberry, please? Use code. => There are 3 r's in "strawberry".
            strawberry has how many r => There are 3 r's in "strawberry".
            """);
    }

    @Test
    void countsInTextsOfAllKinds() {
        holds("""
            How many 7s are in 1777277? => "7" occurs 5 times in "1777277".
            How many 😀 are in "😀😀a😀"? => "😀" occurs 3 times in "😀😀a😀".
            how many commas are in "a, b, c"? => "," occurs 2 times in "a, b, c".
            How many spaces are in "a b  c"? => There are 3 spaces in "a b  c".
            How many 나 are in "바나나"? => There are 2 나's in "바나나".
            How many e's are in this sentence? => There are 5 e's in your message (upper and lower case alike).
            how many digits does 2^100 have? => There are 31 digits in 2 ^ 100.
            how many vowels are in onomatopoeia => There are 8 vowels in "onomatopoeia" (a, e, i, o, u).
            How many characters are in: Hello, world! => There are 13 characters in "Hello, world!" (every character counts, blanks too).
            how many different letters does banana have? => There are 3 different letters in "banana" (upper and lower case alike).
            How many words are in "the quick brown fox"? => There are 4 words in "the quick brown fox" (separated by white space).
            """);
    }

    @Test
    void saysHowLongerPiecesAreCounted() {
        holds("""
            how many times does "ana" occur in banana? => "ana" occurs 1 time in "banana". Occurrences that overlap are counted once; counting each, it would be 2.
            How often does "na" occur in "nanana"? => "na" occurs 3 times in "nanana".
            count 'the' in "the cat and the other hat" => The word "the" occurs 2 times in "the cat and the other hat". Inside longer words too, it would be 3.
            how many times does the word "the" occur in "the cat and the other hat"? => The word "the" occurs 2 times in "the cat and the other hat" (as a whole word).
            how many times does the phrase "to be" appear in "to be or not to be" => "to be" occurs 2 times in "to be or not to be".
            """);
    }

    @Test
    void countsInKorean() {
        holds("""
            strawberry에 r이 몇 개 있어? => "strawberry"에는 r이 3개 있습니다.
            "바나나"에 '나'가 몇 번 나와? => "바나나"에는 나가 2개 있습니다.
            strawberry에 들어있는 r의 개수는? => "strawberry"에는 r이 3개 있습니다.
            r은 strawberry에 몇 번 나와? => "strawberry"에는 r이 3개 있습니다.
            strawberry라는 단어에 r이 몇 개 있는지 알려줘 => "strawberry"에는 r이 3개 있습니다.
            strawberry에서 r을 세어줘 => "strawberry"에는 r이 3개 있습니다.
            안녕하세요에 ㅎ이 몇 개 있나요? => "안녕하세요"에는 ㅎ이 1개 있습니다.
            각개격파는 몇 글자야? => "각개격파"에는 글자가 4개 있습니다 (공백과 문장 부호도 셉니다).
            banana에 서로 다른 글자가 몇 개야? => "banana"에는 서로 다른 글자가 3개 있습니다 (대소문자를 구분하지 않았습니다).
            다음 문장에 '가'가 몇 번 나오나요: 가나다가 => "가나다가"에는 가가 2개 있습니다.
            이 문장에 '이'가 몇 번 나오나요? => 보내신 메시지에는 이가 2개 있습니다.
            """);
    }

    @Test
    void countsDecomposedHangulAsAPersonDoes() {
        String decomposed = Normalizer.normalize("각개격파", Normalizer.Form.NFD);
        CPython.assumeInstalled();

        assertThat(Asking.answer("\"" + decomposed + "\"는 몇 글자야?")).contains("글자가 4개");
    }

    @Test
    void picksLetters() {
        holds("""
            ubiquitous에서 3번째 글자마다 출력해줘 => "ubiquitous"에서 3번째 글자마다: i, i, u
            ubiquitous에서 세 번째 글자마다 알려줘 => "ubiquitous"에서 3번째 글자마다: i, i, u
            Give every third letter of ubiquitous. => Every 3rd letter of "ubiquitous": i, i, u
            every other letter of abcdefgh => Every 2nd letter of "abcdefgh": b, d, f, h
            What is the 3rd letter of ubiquitous? => The 3rd letter of "ubiquitous" is "i".
            what is the second to last letter of alphabet => The 2nd letter from the end of "alphabet" is "e".
            ubiquitous의 세 번째 글자가 뭐야? => "ubiquitous"의 3번째 글자는 "i"입니다.
            ubiquitous의 처음 세 글자 => "ubiquitous"의 처음 3글자: ubi
            what is the 20th letter of cat => The text is too short for that position, so I have no answer.
            """);
    }

    @Test
    void changesTexts() {
        holds("""
            reverse strawberry => "strawberry" backwards: yrrebwarts
            what's stressed spelled backwards? => "stressed" backwards: desserts
            Reverse the words in "one two three" => "one two three" with its words in reverse order: three two one
            안녕하세요를 거꾸로 하면? => "안녕하세요"의 글자를 뒤집은 결과: 요세하녕안
            sort the letters of banana => The letters of "banana", sorted: aaabnn
            Sort the words banana, apple, cherry alphabetically => Sorted: apple, banana, cherry
            사과, 바나나, 가지를 가나다순으로 정렬해줘 => 순서대로 정렬한 결과: 가지, 바나나, 사과
            convert "hello world" to uppercase => "hello world" in upper case: HELLO WORLD
            put these words in alphabetical order: dog, cat, bird => Sorted: bird, cat, dog
            sort the following words alphabetically: dog, cat, bird => Sorted: bird, cat, dog
            Please reverse this: hello world => "hello world" backwards: dlrow olleh
            which letters occur in banana => The different characters of "banana": b, a, n
            spell out necessary => "necessary", letter by letter: n-e-c-e-s-s-a-r-y
            is "A man, a plan, a canal: Panama" a palindrome? => Yes, "A man, a plan, a canal: Panama" is a palindrome.
            기러기는 회문이야? => 네, "기러기"는 회문입니다.
            Does strawberry contain z? => No, "strawberry" does not contain "z".
            """);
    }

    @Test
    void doesArithmeticOfAnySize() {
        holds("""
            what is 123456789 * 987654321 => 123456789 * 987654321 = 121932631112635269
            12 plus seven times 3 => 12 + 7 * 3 = 33
            2의 100제곱 => 2 ^ 100 = 1267650600228229401496703205376
            3 더하기 4 곱하기 5는? => 3 + 4 * 5 = 23
            what is 0.1 + 0.2 => 0.1 + 0.2 = 0.3
            10 / 3 => 10 / 3 = 3.333333333333333333333333333 (rounded)
            divide 100 by 8 => 100 / 8 = 12.5
            (2+3)^2 / 5 => (2 + 3) ^ 2 / 5 = 5
            what is the square root of 144? => √144 = 12
            20 factorial => 20! = 2432902008176640000
            what's 15% of 200? => 15 / 100 * 200 = 30
            200의 15퍼센트는? => 200 * (15 / 100) = 30
            what's 17 mod 5 => 17 % 5 = 2
            100을 7로 나눈 나머지는? => 100 % 7 = 2
            백이십삼 곱하기 사 => 123 * 4 = 492
            three hundred and twenty five plus six => 325 + 6 = 331
            1,234,567 + 8,910 => 1234567 + 8910 = 1243477
            -5 + 3 => -5 + 3 = -2
            2 ** 3 ** 2 => 2 ^ 3 ^ 2 = 512
            1/3*3 => 1 / 3 * 3 = 1
            10^30 + 0.1 => 10 ^ 30 + 0.1 = 1000000000000000000000000000000.1
            2 ^ -2 => 2 ^ -2 = 0.25
            7.5 // 2 / 5 => 7.5 // 2 / 5 = 0.6
            1.5 * (1/3 + 2) => 1.5 * (1 / 3 + 2) = 3.5
            -(1/8) => -(1 / 8) = -0.125
            difference between 3 and 10 => 10 - 3 = 7
            5 / 0 => This divides by zero, so there is no answer.
            sqrt of 144 => √144 = 12
            sqrt(144) => √144 = 12
            """);
    }

    @Test
    void comparesAndSumsUp() {
        holds("""
            which is larger, 9.11 or 9.9? => 9.9 is larger than 9.11.
            is 9.11 bigger than 9.9? => No: 9.9 is larger than 9.11.
            Is 0.5 equal to 0.50? => Yes: 0.5 and 0.50 are equal.
            which is larger: 2^100 or 3^60 => 2 ^ 100 is larger than 3 ^ 60.
            9.11과 9.9 중 어느 것이 더 커? => 9.9가 9.11보다 큽니다.
            9.9와 9.11 중 작은 것은? => 9.11이 9.9보다 작습니다.
            sum of 1, 2, 3, 4 => The sum of 1, 2, 3, 4 is 10.
            what is the average of 3, 5 and 8? => The mean of 3, 5, 8 is 5.333333333333333333333333333 (rounded).
            median of 5, 3, 8, 1 => The median of 5, 3, 8, 1 is 4.
            3, 9, 2 중 가장 큰 수는? => 3, 9, 2의 최댓값은 9입니다.
            3, 9, 2의 최솟값 => 3, 9, 2의 최솟값은 2입니다.
            sum of all numbers from 1 to 100 => The sum of the whole numbers from 1 to 100 is 5050.
            1부터 100까지 더하면? => 1부터 100까지 정수의 합은 5050입니다.
            sum of the numbers from 10 to 1 => The sum of the whole numbers from 1 to 10 is 55.
            sort 3, 1, 2 in descending order => Sorted: 3, 2, 1
            """);
    }

    @Test
    void knowsTheCalendar() {
        holds("""
            How many days are between March 1, 2024 and December 25, 2024? => There are 299 days between 2024-03-01 and 2024-12-25.
            days from 1st of March 2024 to 2024/12/25 => There are 299 days between 2024-03-01 and 2024-12-25.
            2024년 3월 1일부터 2024년 12월 25일까지 며칠이야? => 2024년 3월 1일과 2024년 12월 25일 사이는 299일입니다.
            how many days between 25/12/2024 and 01/01/2025? => There are 7 days between 2024-12-25 and 2025-01-01.
            how many days between 3/1/2024 and 4/1/2024 => I am not sure which number is the day and which the month. Please write dates like 2024-03-01.
            how many days from 2024-02-30 to 2024-03-01 => There is no such date, so I have no answer.
            what day of the week was July 20, 1969? => 1969-07-20 is a Sunday.
            2024년 2월 1일에서 3월 1일까지 며칠이야? => 2024년 2월 1일과 2024년 3월 1일 사이는 29일입니다.
            2024년 3월 1일은 무슨 요일이야? => 2024년 3월 1일은 금요일입니다.
            what date is 100 days after 2024-03-01 => 100 days after 2024-03-01 is 2024-06-09.
            """);
    }

    @Test
    void worksOnAnAttachedDocument() {
        holds("""
            how many times does the word whale occur? => The word "whale" occurs 2 times in book.txt (as a whole word, upper and lower case alike).
            how often does whale appear in the book? => The word "whale" occurs 2 times in book.txt (upper and lower case alike). Inside longer words too, it would be 3.
            how many times does the letter w occur => There are 4 w's in book.txt (upper and lower case alike).
            How many lines are in book.txt? => There are 4 lines in book.txt.
            how many words does the document have? => There are 17 words in book.txt (separated by white space).
            sum of the numbers in the document => The sum of the 2 numbers in book.txt is 15.5.
            what is the longest word => The longest word in book.txt is "Ishmael" (7 letters).
            what's the most common word? => The most common word in book.txt: the (3 times).
            이 문서에 단어가 몇 개 있어? => book.txt에는 단어가 17개 있습니다 (띄어쓰기로 나누었습니다).
            whale이라는 단어가 몇 번 나와? => book.txt에는 단어 "whale"이(가) 2번 나옵니다 (대소문자를 구분하지 않았습니다).
            how many r's are in strawberry? => There are 3 r's in "strawberry".
            how many o's are in the word document? => There is 1 o in "document".
            """, Map.of("book.txt", BOOK));
    }

    @Test
    void remembersTheTextOfTheQuestionBefore() {
        holds("""
            and how many e's? => There is 1 e in "strawberry".
            what about t? => There is 1 t in "strawberry".
            reverse it => "strawberry" backwards: yrrebwarts
            and in raspberry? => There are 3 r's in "raspberry" (upper and lower case alike).
            그럼 e는? => "strawberry"에는 e가 1개 있습니다.
            """, Map.of(), "How many r's are in strawberry?");
    }
}
