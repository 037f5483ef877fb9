package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Effects, not exceptions: nothing was read, written, reached or started.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IsolationTests {

    private static final String CANARY = "canary-5f3c9a";

    /// How long a process would sleep that none of these tests may start; nothing else on a machine says so.
    private static final String SECONDS = "30.04973";

    @TempDir
    Path folder;

    private final Interpreter python;

    IsolationTests(Sandbox sandbox) {
        python = sandbox.open(Limits.DEFAULT);
        Sandboxes.value(python, "1");
    }

    @AfterAll
    void close() {
        python.close();
    }

    @Test
    void readsNoFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), CANARY);
        for (String read : List.of(
                "open(PATH).read()",
                "import io\nio.FileIO(PATH).readall()",
                "import os\nos.read(os.open(PATH, os.O_RDONLY), 100)",
                "import pathlib\npathlib.Path(PATH).read_text()",
                "import linecache\nlinecache.getlines(PATH)",
                "import mmap, os\nmmap.mmap(os.open(PATH, 0), 0)[:]",
                "import importlib.util as u\nu.spec_from_file_location('m', PATH).loader.get_data(PATH)",
                "import sys\nsys.path.insert(0, PATH.rsplit('/', 1)[0])\nimport secret",
                "exec(compile(open(PATH).read(), 'x', 'exec'))")) {
            assertThat(run(python, "PATH = " + quoted(secret) + "\n" + read).toString())
                    .as(read)
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void writesNoFile() throws IOException {
        Path target = folder.resolve("made");
        for (String write : List.of(
                "open(PATH, 'w').write('x')",
                "import os\nos.mkdir(PATH)",
                "import os\nos.close(os.open(PATH, os.O_CREAT | os.O_WRONLY))",
                "import os\nos.symlink('/etc/passwd', PATH)",
                "import pathlib\npathlib.Path(PATH).touch()",
                "import sqlite3\nsqlite3.connect(PATH)",
                "import shelve\nshelve.open(PATH)")) {
            run(python, "PATH = " + quoted(target) + "\n" + write);
            try (Stream<Path> made = Files.list(folder)) {
                assertThat(made).as(write).isEmpty();
            }
        }
    }

    @Test
    void seesNothingOfTheHostsEnvironment() {
        assertThat(System.getenv("PATH")).isNotBlank();
        String seen = run(python, "import os\nstr(dict(os.environ)), os.getenv('PATH'), os.getenv('HOME')")
                .toString();
        assertThat(seen).contains("None, None").doesNotContain(System.getenv("PATH"));
    }

    @Test
    void reachesNoSocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            for (String reach : List.of(
                    "import socket\nsocket.create_connection(('127.0.0.1', PORT), 1)",
                    "import urllib.request\nurllib.request.urlopen(f'http://127.0.0.1:{PORT}/', timeout=1)",
                    "import http.client\nhttp.client.HTTPConnection('127.0.0.1', PORT, timeout=1).request('GET', '/')",
                    "import _socket\n_socket.socket().connect(('127.0.0.1', PORT))")) {
                run(python, "PORT = " + server.getLocalPort() + "\n" + reach);
                assertThat(isReached(server)).as(reach).isFalse();
            }
        }
    }

    @Test
    void startsNoProcess() {
        // Other tests' workers start at the same time: what was there must have no new descendant.
        Set<ProcessHandle> before = ProcessHandle.current().descendants().collect(Collectors.toSet());
        for (String start : List.of(
                "import subprocess\nsubprocess.Popen(['sleep', SECONDS])",
                "import os\nos.system(f'sleep {SECONDS} &')",
                "import os\nos.fork()",
                "import os\nos.posix_spawn('/bin/sleep', ['sleep', SECONDS], {})",
                "import os\nos.execv('/bin/sleep', ['sleep', SECONDS])",
                "import multiprocessing\nmultiprocessing.Process(target=print).start()",
                "import _posixsubprocess\n_posixsubprocess.fork_exec")) {
            run(python, "SECONDS = '" + SECONDS + "'\n" + start);
            assertThat(before.stream().flatMap(ProcessHandle::descendants))
                    .as(start)
                    .isSubsetOf(before);
            assertThat(ProcessHandle.allProcesses()
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains("sleep " + SECONDS)))
                    .as(start)
                    .isEmpty();
        }
    }

    @Test
    void reachesNoJavaAndNoOtherLanguage() {
        for (String reach : List.of(
                "import java\njava.type('java.lang.System').exit(1)",
                "import polyglot\npolyglot.eval(language='js', string='1')",
                "import polyglot\npolyglot.eval(language='python', string='1')",
                "import __graalpython__\n__graalpython__.get_toolchain_tools_for_venv()",
                "import ctypes\nctypes.CDLL(None)",
                "import threading\nthreading.Thread(target=print).start()",
                "import _thread\n_thread.start_new_thread(print, ())")) {
            assertThat(run(python, reach)).as(reach).isInstanceOf(Execution.Raised.class);
        }
        assertThat(Sandboxes.value(python, "1 + 1")).isEqualTo("2");
    }

    private static boolean isReached(ServerSocket server) throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
