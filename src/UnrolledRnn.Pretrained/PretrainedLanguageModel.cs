using System.Reflection;

namespace UnrolledRnn.Text;

/// <summary>A language model that is trained and comes with its package.</summary>
public static class PretrainedLanguageModel
{
    private const string Resource = "novels.safetensors";

    extension(LanguageModel)
    {
        /// <summary>
        /// A model of words that has read twelve English novels of the nineteenth century; see the README of the package for how it was
        /// trained and how good it is. Each call reads it anew: keep what it returns.
        /// </summary>
        /// <example><code>string answer = LanguageModel.Pretrained().WhatNext("What is a recurrent neural network ?", 30);</code></example>
        public static LanguageModel Pretrained()
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"The assembly has no resource '{Resource}'.");
            return LanguageModel.Load<NovelNetwork>(stream);
        }
    }
}
