using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Bench.Compare;

/// <summary> A BLAS library of this machine, used when it is there. </summary>
sealed unsafe class Blas
{
    const string CoreType = "OPENBLAS_CORETYPE", ArchType = "BLIS_ARCH_TYPE";
    const int RowMajor = 101, AsItLies = 111, Transposed = 112;

    readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, Real, Real*, int, Real*, int, Real, Real*, int, void> _gemm;

    Blas(string name, nint library, string version, string kernels, bool spins)
    {
        (Name, Version, Kernels, Spins) = (name, version, kernels, spins);
        _gemm = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, Real, Real*, int, Real*, int, Real, Real*, int, void>)
            NativeLibrary.GetExport(library, sizeof(Real) == 4 ? "cblas_sgemm" : "cblas_dgemm");
    }

    /// <summary> What the column is called. </summary>
    public string Name { get; }

    /// <summary> The library's version. </summary>
    public string Version { get; }

    /// <summary> The processor whose kernels the library took; OPENBLAS_CORETYPE and BLIS_ARCH_TYPE in the environment overrule it. </summary>
    public string Kernels { get; }

    /// <summary> Whether its threads spin for a while after a product. </summary>
    public bool Spins { get; }

    /// <summary> OpenBLAS, or null and a line on standard error. </summary>
    public static Blas? OpenBlas(int threads)
    {
        string[] candidates =
        [
            "openblas-pthread/libopenblas.so.0", "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0",
            "/usr/lib/aarch64-linux-gnu/openblas-pthread/libopenblas.so.0", "libopenblas.so.0", "libopenblas.so",
            "libopenblas.dll", "libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "/usr/local/opt/openblas/lib/libopenblas.dylib",
        ];
        if (Load(candidates) is not { } library)
            return Missing("openblas", "libopenblas0-pthread");
        var kernels = OpenBlasCore(library);
        if (BestKernels(kernels, wide: "SkylakeX", narrow: "Haswell") is { } better && Overrule(CoreType, better, ref library, candidates))
            kernels = OpenBlasCore(library);
        ((delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(threads);
        return new("openblas", library, OpenBlasVersion(library), kernels, spins: true);
    }

    /// <summary> BLIS, or null and a line on standard error. </summary>
    public static Blas? Blis(int threads)
    {
        string[] candidates =
        [
            "blis-pthread/libblis.so.4", "/usr/lib/x86_64-linux-gnu/blis-pthread/libblis.so.4",
            "/usr/lib/aarch64-linux-gnu/blis-pthread/libblis.so.4", "libblis.so.4", "libblis.so",
            "libblis.dll", "libblis.dylib", "/opt/homebrew/opt/blis/lib/libblis.dylib", "/usr/local/opt/blis/lib/libblis.dylib",
        ];
        if (Load(candidates) is not { } library)
            return Missing("blis", "libblis4-pthread");
        var kernels = BlisKernels(library, threads);
        if (BestKernels(kernels, wide: "skx", narrow: "haswell") is { } better && BlisArchNumber(library, better) is { } number
            && Overrule(ArchType, number.ToString(CultureInfo.InvariantCulture), ref library, candidates))
            kernels = BlisKernels(library, threads);
        return new("blis", library, Text(library, "bli_info_get_version_str"), kernels, spins: false);   // its threads are made anew in every product
    }

    /// <summary> C = A·B, row by row without gaps; the library has no stacks, so a stack is a loop here. </summary>
    public void Multiply(GemmShape shape, GemmForm form, Numbers a, Numbers b, Numbers c)
    {
        var (m, n, k) = (shape.Rows, shape.Cols, shape.Inner);
        for (var s = 0; s < shape.Stack; s++)
            _gemm(
                RowMajor, form.A ? Transposed : AsItLies, form.B ? Transposed : AsItLies, m, n, k,
                1, a.Pointer + (long)s * m * k, form.A ? m : k,
                b.Pointer + (long)s * k * n, form.B ? k : n,
                0, c.Pointer + (long)s * m * n, n);
    }

    /// <summary>
    /// Kernels for the widest vectors of this processor, where the library took others: it knows no processor newer than itself and falls back to
    /// half the width, or to none, which would be no peer worth beating. (Newer versions of OpenBLAS take the same kernels for Zen 4 and 5.)
    /// </summary>
    static string? BestKernels(string chosen, string wide, string narrow)
    {
        var forAny = IsOneOf("Prescott", "generic");
        return Vector512.IsHardwareAccelerated && (forAny || IsOneOf("Haswell", "Zen", "Zen2", "Zen3")) ? wide
            : Avx2.IsSupported && forAny ? narrow
            : null;

        bool IsOneOf(params string[] names) => names.Contains(chosen, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary> Loads a library again with a variable set that it reads once, when loaded; not where the user has set it, or where it would not see it. </summary>
    static bool Overrule(string variable, string value, ref nint library, string[] candidates)
    {
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable(variable) is not null)
            return false;
        NativeLibrary.Free(library);
        SetEnvironment(variable, value);
        library = Load(candidates)!.Value;
        return true;
    }

    static nint? Load(string[] candidates)
    {
        foreach (var candidate in candidates)
            if (NativeLibrary.TryLoad(candidate, out var library))
                return library;
        return null;
    }

    static Blas? Missing(string name, string package)
    {
        Console.Error.WriteLine($"{name} is not on this machine and is left out (Debian: apt-get install {package}).");
        return null;
    }

    static string OpenBlasCore(nint library) => Text(library, "openblas_get_corename");

    /// <summary> Of <c>OpenBLAS 0.3.21 DYNAMIC_ARCH …</c> the second word. </summary>
    static string OpenBlasVersion(nint library) => Text(library, "openblas_get_config").Split(' ') is [_, var version, ..] ? version : "";

    /// <summary> What a function without arguments says. </summary>
    static string Text(nint library, string function) => Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, function))())!;

    /// <summary> Also sets the number of threads, which is what initialises the library: before that, it does not say which kernels it takes. </summary>
    static string BlisKernels(nint library, int threads)
    {
        ((delegate* unmanaged[Cdecl]<long, void>)NativeLibrary.GetExport(library, "bli_thread_set_num_threads"))(threads);
        return BlisArch(library, ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "bli_arch_query_id"))());
    }

    static string BlisArch(nint library, int number) =>
        Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<int, byte*>)NativeLibrary.GetExport(library, "bli_arch_string"))(number))!;

    /// <summary> The number of an architecture, which differs between versions of BLIS; the last is "generic". </summary>
    static int? BlisArchNumber(nint library, string name)
    {
        for (var number = 0; BlisArch(library, number) is var arch && arch is not "generic"; number++)
            if (string.Equals(arch, name, StringComparison.Ordinal))
                return number;
        return null;
    }

    /// <summary> For native libraries: on Unix those do not see what <see cref="Environment.SetEnvironmentVariable(string, string?)"/> sets. </summary>
    static void SetEnvironment(string name, string value)
    {
        var setenv = (delegate* unmanaged[Cdecl]<nint, nint, int, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv");
        var (nameText, valueText) = (Marshal.StringToCoTaskMemUTF8(name), Marshal.StringToCoTaskMemUTF8(value));
        _ = setenv(nameText, valueText, 1);
        Marshal.FreeCoTaskMem(nameText);
        Marshal.FreeCoTaskMem(valueText);
    }
}
