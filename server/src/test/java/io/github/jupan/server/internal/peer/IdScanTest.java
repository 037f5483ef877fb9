package io.github.jupan.server.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdScanTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"jsonrpc":"2.0","id":7,"method":"a","params":{"text":"xxxx          | 7
        {"method":"a","params":{"id":8,"t":["id",{"id":9}]},"id":"a b"}       | "a b"
        {"params":{"t":"\\",\\"id\\":5,"},"id" : -12 }                        | -12
        {"params":{"t":"ends in \\\\"},"id":"\\u00e9"}                      | "é"
        {"params":{"t":"no id"}}                                              | null
        {"id":{"a":1},"x":2}                                                  | null
        {"id":null}                                                           | null
        [{"id":4}]                                                            | null
        {"text":"id","x":"\\"id\\":3"}                                         | null
        not JSON at all, "id":1                                               | null
        """)
    void findsTheIdOfTheRequestAlone(String message, String id) {
        assertThat(IdScan.idIn(message.getBytes(StandardCharsets.UTF_8)).toString())
                .isEqualTo(id);
    }
}
