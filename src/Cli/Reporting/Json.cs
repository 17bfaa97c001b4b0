using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperGan.Cli.Reporting;

/// <summary> How the tool writes JSON: for eyes as well, no escapes where none are needed. </summary>
static class Json
{
    static readonly JsonSerializerOptions _line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonSerializerOptions _text = new(_line) { WriteIndented = true, NewLine = "\n" };

    /// <summary> An object that says which tool wrote it: version, with the commit where the build knows it, and precision. </summary>
    public static JsonObject OfThisTool() => new()
    {
        ["version"] = typeof(Json).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
        ["precision"] = sizeof(Real) == sizeof(float) ? "single" : "double",
    };

    /// <summary> As a line without its end. </summary>
    public static string ToLine(this JsonObject json) => json.ToJsonString(_line);

    /// <summary> As a file. </summary>
    public static string ToText(this JsonObject json) => json.ToJsonString(_text) + "\n";
}
