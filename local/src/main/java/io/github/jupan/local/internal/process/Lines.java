package io.github.jupan.local.internal.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Commands and reports as lines of JSON in UTF-8. A line that is none is something else's, and passed over:
/// native code may write to standard output as well.
final class Lines {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private Lines() {}

    static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 14);
    }

    /// The next command or report; null at the end.
    static <T> @Nullable T read(BufferedReader in, Class<T> type) throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("{")) {
            line = in.readLine();
        }
        return line == null ? null : MAPPER.readValue(line, type);
    }

    /// Any thread may write.
    static void write(OutputStream out, Object value) throws IOException {
        byte[] json = MAPPER.writeValueAsBytes(value);
        byte[] line = new byte[json.length + 1];
        System.arraycopy(json, 0, line, 0, json.length);
        line[json.length] = '\n';
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }

    static String json(Object value) throws IOException {
        return MAPPER.writeValueAsString(value);
    }
}
