import dev.langchain4j.code.graalvm.GraalVmPythonExecutionEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// LangChain4j's engine behind the lines that every rival speaks: a snippet comes in, `NANOSECONDS VALUE` goes out.
final class Engine {
    public static void main(String[] args) throws IOException {
        var engine = new GraalVmPythonExecutionEngine();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var snippet = line.replace("\\n", "\n");
            var begin = System.nanoTime();
            var value = engine.execute(snippet);
            System.out.println(System.nanoTime() - begin + " " + value);
        }
    }
}
