package io.github.jupan.local.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CausesTest {

    /// As llama.cpp b4916, glibc and the JVM write them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        llama_model_load: error loading model: error loading model architecture: unknown model architecture: 'gemma9' | its architecture gemma9 is not known to the llama.cpp in here
        llama_model_load: error loading model: error loading model vocabulary: unknown pre-tokenizer type: 'future' | its tokenizer future is not known to the llama.cpp in here
        llama_model_load: error loading model: tensor 'blk.29.ffn_up.weight' data is not within the file bounds, model is corrupted or incomplete | the file is cut off or damaged
        libgomp.so.1: cannot open shared object file: No such file or directory | the system's libgomp is missing (Debian, Ubuntu: apt install libgomp1)
        no native library for Linux/riscv64 | there is no llama.cpp for Linux/riscv64 in here
        /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.17' not found | the llama.cpp in here does not fit this system's libraries
        #  SIGILL (0x4) at pc=0x00007f, pid=1, tid=2 | the llama.cpp in here needs a processor with AVX2
        ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 99999999999 | there is too little memory for it
        llama_model_load: error loading model: missing tensor 'output.weight' | the file is damaged, or newer than the llama.cpp in here
        common_init_from_params: failed to apply lora adapter 'x.gguf' | the adapter's file is none for this model, or damaged
          what():  Conversation roles must alternate | Conversation roles must alternate
        #  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2 | a fault in native code, SIGSEGV
        """)
    void areNamed(String line, String cause) {
        assertThat(Causes.areIn(line)).isTrue();
        assertThat(Causes.in(List.of("terminate called", line))).contains(cause);
    }

    @Test
    void areNotSeenWhereThereIsNone() {
        assertThat(Causes.areIn("llama_model_loader: - kv   0: general.architecture str = qwen2"))
                .isFalse();
    }

    @Test
    void areReadFromAnExitCodeOtherwise() {
        assertThat(List.of(Causes.of(137), Causes.of(132), Causes.of(9)))
                .containsExactly(
                        "it was killed, which is usually too little memory",
                        "the llama.cpp in here needs a processor with AVX2",
                        "exit code 9");
    }
}
