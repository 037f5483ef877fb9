package io.github.jupan.server.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.TestModels;
import io.github.jupan.server.TestSandbox;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Outlet;
import io.github.jupan.server.internal.peer.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A client in TypeScript, made of the OpenRPC document by the script that the documents offer.
class TypedClientTest {

    private static final Path GENERATOR =
            Path.of("../docs/how-to/openrpc-typescript.mjs").toAbsolutePath();

    @Test
    void compilesAndTellsRightUseFromWrong() throws Exception {
        NodePackages packages = NodePackages.of("typescript", "typescript@5.9.3", "@types/node@24.0.0");
        Path folder = packages.folder();
        Files.writeString(folder.resolve("openrpc.json"), describe());
        Files.writeString(
                folder.resolve("generate.mjs"),
                "import { execFileSync } from 'node:child_process';\n"
                        + "import { readFileSync, writeFileSync } from 'node:fs';\n"
                        + "writeFileSync('jupan.ts', execFileSync('node', [process.argv[2]],"
                        + " { input: readFileSync('openrpc.json') }));\n");
        NodePackages.Output made = packages.run(folder.resolve("generate.mjs"), GENERATOR.toString());
        assertThat(made.exit()).as(made.err()).isZero();
        try (InputStream use = Objects.requireNonNull(TypedClientTest.class.getResourceAsStream("use.ts"))) {
            Files.write(folder.resolve("use.ts"), use.readAllBytes());
        }
        NodePackages.Output compiled = packages.run(
                folder.resolve("node_modules/typescript/bin/tsc"),
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "nodenext",
                "--types",
                "node",
                "use.ts");
        assertThat(compiled.out()).isEmpty();
        assertThat(compiled.exit()).isZero();
    }

    private static String describe() throws IOException {
        try (Sessions sessions =
                new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT)) {
            Rpc.Service service = new Rpc.Service(sessions);
            List<String> answers = new ArrayList<>();
            Peer peer = new Peer(service.forClient(new Reach.All(sessions)), service.calls(), new Outlet() {
                @Override
                public void answer(String message) {
                    answers.add(message);
                }

                @Override
                public void notification(String message) {}
            });
            peer.receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}");
            String answer = answers.getFirst();
            return Json.read(answer).get("result").toString();
        }
    }
}
