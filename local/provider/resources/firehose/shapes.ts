import type {
    BufferingHints,
    EncryptionConfiguration,
    ExtendedS3DestinationConfiguration,
    ExtendedS3DestinationDescription,
    ProcessingConfiguration,
    S3DestinationConfiguration,
    S3DestinationDescription,
} from "@aws-sdk/client-firehose";
import type { Props } from "../../row";
import { fromAws, pick, toAws, type SpecialNames } from "../../wire";

/** `extendedS3Configuration` in the API's words. */
export function destinationToAws(destination: Props): ExtendedS3DestinationConfiguration {
    return {
        ...bucketToAws(destination),
        CustomTimeZone: destination.customTimeZone,
        DataFormatConversionConfiguration: toAws(destination.dataFormatConversionConfiguration, ROLE),
        DynamicPartitioningConfiguration: partitioningToAws(destination.dynamicPartitioningConfiguration),
        FileExtension: destination.fileExtension,
        ProcessingConfiguration: processingToAws(destination.processingConfiguration),
        S3BackupMode: destination.s3BackupMode,
        S3BackupConfiguration: destination.s3BackupConfiguration && bucketToAws(destination.s3BackupConfiguration),
    };
}

/** The reverse of {@link destinationToAws}. */
export function destinationFromAws(found: ExtendedS3DestinationDescription): Props {
    return {
        ...bucketFromAws(found),
        ...pick({ customTimeZone: found.CustomTimeZone, fileExtension: found.FileExtension }, [
            "customTimeZone",
            "fileExtension",
        ]),
        dataFormatConversionConfiguration: fromAws(found.DataFormatConversionConfiguration, ROLE),
        dynamicPartitioningConfiguration: {
            enabled: found.DynamicPartitioningConfiguration?.Enabled ?? false,
            retryDuration: found.DynamicPartitioningConfiguration?.RetryOptions?.DurationInSeconds,
        },
        processingConfiguration: fromAws(found.ProcessingConfiguration),
        s3BackupMode: found.S3BackupMode,
        s3BackupConfiguration: found.S3BackupDescription && bucketFromAws(found.S3BackupDescription),
    };
}

const ROLE: SpecialNames = { roleArn: "RoleARN" };

function bucketToAws(destination: Props): S3DestinationConfiguration {
    return {
        RoleARN: destination.roleArn,
        BucketARN: destination.bucketArn,
        Prefix: destination.prefix,
        ErrorOutputPrefix: destination.errorOutputPrefix,
        BufferingHints: bufferingToAws(destination),
        CompressionFormat: destination.compressionFormat,
        EncryptionConfiguration: encryptionToAws(destination.kmsKeyArn),
        CloudWatchLoggingOptions: toAws(destination.cloudwatchLoggingOptions),
    };
}

function bucketFromAws(found: S3DestinationDescription): Props {
    return {
        roleArn: found.RoleARN,
        bucketArn: found.BucketARN,
        prefix: found.Prefix,
        errorOutputPrefix: found.ErrorOutputPrefix,
        bufferingInterval: found.BufferingHints?.IntervalInSeconds,
        bufferingSize: found.BufferingHints?.SizeInMBs,
        compressionFormat: found.CompressionFormat,
        kmsKeyArn: found.EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN,
        cloudwatchLoggingOptions: fromAws(found.CloudWatchLoggingOptions),
    };
}

function bufferingToAws({ bufferingInterval, bufferingSize }: Props): BufferingHints {
    return { IntervalInSeconds: bufferingInterval, SizeInMBs: bufferingSize };
}

/** An update without encryption would leave the old one. */
function encryptionToAws(keyArn?: string): EncryptionConfiguration {
    if (keyArn === undefined) return { NoEncryptionConfig: "NoEncryption" };
    return { KMSEncryptionConfig: { AWSKMSKeyARN: keyArn } };
}

function processingToAws(processing?: Props): ProcessingConfiguration {
    return processing === undefined ? { Enabled: false } : toAws({ enabled: true, ...processing });
}

function partitioningToAws(partitioning?: Props) {
    return (
        partitioning && {
            Enabled: partitioning.enabled ?? false,
            RetryOptions: partitioning.retryDuration && { DurationInSeconds: partitioning.retryDuration },
        }
    );
}
