using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>The text of an API key: <c>smv_</c>, the public part by which it is found, and 32 random bytes.</summary>
public static class KeyText
{
    private const string Mark = "smv_";
    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    public static (ApiKeyId Id, string Text) Create()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (new ApiKeyId(id), $"{Mark}{id}_{secret}");
    }

    /// <summary>Absent when the text can not be a key.</summary>
    public static ApiKeyId? IdOf(string text)
    {
        var end = Mark.Length + (IdBytes * 2);
        if (text.Length is < 32 or > 128 || !text.StartsWith(Mark, StringComparison.Ordinal)) return null;
        return text[end] == '_' ? new ApiKeyId(text[Mark.Length..end]) : null;
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Takes the same time wherever the first difference is.</summary>
    public static bool Matches(ApiKey key, string text) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(Hash(text)));
}
